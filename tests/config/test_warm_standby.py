"""A `warm-standby` is a pair that can keep its objective, with a database that can be failed over to."""

from tests.config.conftest import Refusal
from tests.config.texts import changed
from tests.config.warm_standby_text import WARM_STANDBY
from tests.support.warm_standbys import warm_standby


def test_what_is_left_out_has_a_default() -> None:
    deployment = warm_standby()

    assert deployment.stack_name == "store-production"
    assert [str(region.cidr) for region in deployment.in_order] == ["10.0.0.0/16", "10.1.0.0/16"]
    assert deployment.compute.standby_size.min == 2
    assert deployment.backup.keep_days == 30
    assert not deployment.recording.enabled


def test_a_headless_standby_cannot_take_over_by_itself(refusal: Refusal) -> None:
    message = """\
deployment.yaml:18: database.standby_instances
  found:   0
  allowed: 1 or more in mode `automatic`: AWS does not fail over to a cluster without an instance,
           and nobody would be there to make one
  mend:    set `standby_instances: 1`, or `failover.mode: approve`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(f"{WARM_STANDBY}  standby_instances: 0\n") == message


def test_an_objective_that_the_settings_cannot_keep_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:19: objectives.rto_minutes
  found:   5, where these settings take up to 10
  allowed: 10 or more with these settings: detection, 3 readings, 5 minutes for the database and the
           load balancer's TTL
  mend:    set `rto_minutes: 10`, or detect faster with `health.interval: 10`, a smaller
           `health.threshold` or fewer `failover.readings`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(f"{WARM_STANDBY}objectives:\n  rto_minutes: 5\n") == message


def test_a_third_region_is_refused(refusal: Refusal) -> None:
    third = "  - name: eu-west-1\n    role: standby\ndomain:"

    assert (
        "3 regions: primary, standby, standby\n"
        "  allowed: exactly one `primary` and one `standby`: a global database has one writer"
    ) in refusal(changed(("domain:", third), text=WARM_STANDBY))


def test_a_health_path_that_no_listener_rule_matches_is_refused(refusal: Refusal) -> None:
    message = refusal(f"{WARM_STANDBY}compute:\n  health:\n    path: /health*\n")

    assert "compute.health.path" in message
    assert "let Route 53's checkers in by this path" in " ".join(message.split())


def test_continuous_backups_and_the_clusters_keep_for_the_same_time(refusal: Refusal) -> None:
    message = """\
deployment.yaml:15: database.backup_retention_days
  found:   7, beside continuous backups that are kept for 30 days
  allowed: 30, as `backup.keep_days`: AWS Backup sets the clusters' retention to its own, and every
           plan would set it back
  mend:    set `backup_retention_days: 30`, or `backup.continuous: false`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(f"{WARM_STANDBY}backup:\n  continuous: true\n") == message


def test_several_mistakes_are_told_at_once(refusal: Refusal) -> None:
    text = changed(("mode: automatic", "mode: auto"), ('"17.7"', '"9.6"'), text=WARM_STANDBY)

    message = refusal(f"{text}backup:\n  keep_days: 0\n")

    assert [line.split(": ")[1] for line in message.splitlines() if line.startswith("deployment.yaml")] == [
        "failover.mode",
        "database.version",
        "backup.keep_days",
    ]


def test_two_regions_with_one_range_are_refused(refusal: Refusal) -> None:
    same = "  - name: us-west-2\n    role: standby\n    cidr: 10.0.0.0/16\n"

    assert (
        "allowed: a range that no other region uses: networks with the same addresses could never be joined"
    ) in " ".join(
        refusal(changed(("  - name: us-west-2\n    role: standby\n", same), text=WARM_STANDBY)).split()
    )


def test_unencrypted_connections_cannot_be_asked_for(refusal: Refusal) -> None:
    message = refusal(f'{WARM_STANDBY}  parameters:\n    rds.force_ssl: "0"\n')

    assert "database.parameters.rds.force_ssl" in message
    assert "allowed: no such parameter: connections are encrypted in any case" in message
