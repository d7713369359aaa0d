"""CloudWatch in the embedded AWS: composite alarms."""

from drill.local_aws import LocalAws


def test_a_composite_alarm_is_read_back(aws: LocalAws) -> None:
    cloudwatch = aws.client("cloudwatch")
    rule = "ALARM(one) AND ALARM(other)"
    cloudwatch.put_composite_alarm(AlarmName="both", AlarmRule=rule, AlarmActions=["arn:x"])
    found = cloudwatch.describe_alarms(AlarmNames=["both"], AlarmTypes=["CompositeAlarm"])
    [alarm] = found["CompositeAlarms"]
    assert (alarm["AlarmRule"], alarm["AlarmActions"]) == (rule, ["arn:x"])
    assert found["MetricAlarms"] == []
