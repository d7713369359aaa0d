"""The catalogue of alarms: every one fit to be followed, with thresholds that come from what they protect."""

import pytest

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import Alarm
from constructs_lib.monitoring.kinds.aurora_cluster import WatchedSecondaryCluster
from constructs_lib.monitoring.kinds.db_instance import WatchedDbInstance
from constructs_lib.monitoring.kinds.function import WatchedFunction
from constructs_lib.monitoring.kinds.health_check import health_alarms
from constructs_lib.monitoring.kinds.http_api import WatchedHttpApi
from constructs_lib.monitoring.kinds.lattice_service import WatchedLatticeService
from constructs_lib.monitoring.kinds.load_balancer import WatchedLoadBalancer, WatchedTargetGroup
from constructs_lib.monitoring.watched import Watched, WatchedHealthCheck
from constructs_lib.testing import Template

LIMITS = AlarmLimits()


def alarms(watched: Watched, limits: AlarmLimits = LIMITS) -> dict[str, Alarm]:
    """A resource's alarms by name."""
    return {alarm.what: alarm for alarm in watched.alarms(limits)}


def test_every_alarm_may_be_followed_by_a_health_check(everything: Template) -> None:
    """Standard resolution, five statistics, no M out of N, no metric math (F12)."""
    unfit = [
        alarm.address
        for alarm in everything.resources("aws_cloudwatch_metric_alarm")
        if alarm["period"] % 60
        or alarm["statistic"] not in {"Average", "Minimum", "Maximum", "Sum", "SampleCount"}
        or {"datapoints_to_alarm", "extended_statistic", "metric_query", "unit"} & set(alarm.body)
    ]

    assert unfit == []
    assert len(everything.resources("aws_cloudwatch_metric_alarm")) == 46


def test_every_alarm_says_what_it_makes_of_silence_and_why(everything: Template) -> None:
    """A dead region stops sending data (F13)."""
    for alarm in everything.resources("aws_cloudwatch_metric_alarm"):
        silence = {
            "breaching": "Silence alarms, because ",
            "notBreaching": "Silence is taken for well, because ",
        }
        assert silence[alarm["treat_missing_data"]] in alarm["alarm_description"]


def test_a_description_is_a_sentence_for_whoever_is_woken() -> None:
    description = alarms(WatchedFunction(what="probe", name="f", timeout_seconds=5))[
        "probe-duration"
    ].description

    assert description == (
        "The function probe takes nearly all of its 5 s. Maximum of Duration at or above 4,000 ms for 3 min. "
        "Silence is taken for well, because a function that nobody calls is not slow."
    )


def test_no_alarm_looks_longer_back_than_a_day(everything: Template) -> None:
    """CloudWatch refuses more."""
    seconds = [
        alarm["period"] * alarm["evaluation_periods"]
        for alarm in everything.resources("aws_cloudwatch_metric_alarm")
    ]

    assert max(seconds) <= 86400


@pytest.mark.parametrize(("timeout", "threshold"), [(3, 2400), (10, 8000), (900, 720000)])
def test_a_function_is_slow_from_four_fifths_of_its_timeout_in_milliseconds(
    timeout: int, threshold: int
) -> None:
    found = alarms(WatchedFunction(what="orders", name="f", timeout_seconds=timeout))

    assert found["orders-duration"].threshold == threshold


def test_errors_and_latency_have_the_users_limits() -> None:
    limits = AlarmLimits(server_errors=50, latency_ms=250)
    lattice = alarms(WatchedLatticeService(what="service", id="svc-1"), limits)
    function = alarms(WatchedFunction(what="orders", name="f", timeout_seconds=3), limits)

    assert lattice["service-5xx"].threshold == 50
    assert lattice["service-latency"].threshold == 250
    assert function["orders-errors"].threshold == 50


def test_a_load_balancers_latency_is_in_seconds() -> None:
    found = alarms(WatchedLoadBalancer(what="web", arn_suffix="app/web/1"), AlarmLimits(latency_ms=250))

    assert found["web-latency"].threshold == 0.25


def test_a_replica_alarms_at_the_recovery_point_objective_in_seconds() -> None:
    found = alarms(WatchedDbInstance(what="orders", identifier="orders", rpo_seconds=300))

    assert (found["orders-lag"].threshold, found["orders-lag"].metric.unit) == (300, "Seconds")


def test_a_secondary_cluster_alarms_at_the_recovery_point_objective_in_milliseconds() -> None:
    cluster = WatchedSecondaryCluster(
        what="ledger", identifier="ledger", source_region="us-east-1", rpo_seconds=60
    )
    (lag,) = cluster.alarms(LIMITS)

    assert (lag.threshold, lag.metric.unit) == (60000, "Milliseconds")
    assert lag.metric.dimensions == {"DBClusterIdentifier": "ledger", "SourceRegion": "us-east-1"}


def test_a_replica_that_reports_no_lag_alarms() -> None:
    """A dead region reports nothing (F13), and neither does a promoted one (F21)."""
    found = alarms(WatchedDbInstance(what="orders", identifier="orders", rpo_seconds=300))

    assert found["orders-lag"].missing == "breaching"


def test_stopped_replication_is_noticed_by_its_lag_of_minus_one() -> None:
    found = alarms(WatchedDbInstance(what="orders", identifier="orders", rpo_seconds=300))
    stopped = found["orders-replication-stopped"]

    assert (stopped.comparison, stopped.threshold) == ("LessThanThreshold", 0)


def test_a_database_that_is_no_replica_has_no_lag() -> None:
    database = WatchedDbInstance(what="orders", identifier="orders", storage_gib=100)

    assert database.lag is None
    assert sorted(alarms(database)) == ["orders-cpu", "orders-storage"]


def test_storage_alarms_with_a_tenth_left() -> None:
    found = alarms(WatchedDbInstance(what="orders", identifier="orders", storage_gib=20))

    assert found["orders-storage"].threshold == 2 * 1024**3


def test_an_aurora_instance_has_no_storage_of_its_own() -> None:
    assert sorted(alarms(WatchedDbInstance(what="orders", identifier="orders"))) == ["orders-cpu"]


def test_an_empty_standbys_target_group_does_not_alarm() -> None:
    group = WatchedTargetGroup(
        what="web", arn_suffix="targetgroup/web/1", load_balancer_arn_suffix="app/web/1"
    )

    assert {name: alarm.missing for name, alarm in alarms(group).items()} == {
        "web-unhealthy-hosts": "notBreaching"
    }


def test_a_probes_api_has_no_alarm_of_its_own() -> None:
    """It answers 503 while its region is unhealthy: the health check says so already."""
    probe = WatchedHttpApi(what="probe", id="a1b2c3", serves_clients=False)

    assert alarms(probe) == {}
    assert probe.traffic is None


def test_http_apis_count_errors_by_the_name_that_they_use() -> None:
    """`5xx`; `5XXError` is a REST API's, and would be silent."""
    api = alarms(WatchedHttpApi(what="api", id="a1b2c3"))["api-5xx"]

    assert (api.metric.name, api.metric.dimensions) == ("5xx", {"ApiId": "a1b2c3"})


def test_a_calculated_check_has_no_share_of_checkers() -> None:
    (only,) = health_alarms("us-east-1", "primary", WatchedHealthCheck(id="c", endpoint=False))

    assert only.what == "us-east-1-unhealthy"
