"""What wakes the controller, and what pretends to."""

SCHEDULE = {"version": "0", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}
ALARM = {
    "Records": [
        {
            "EventSource": "aws:sns",
            "Sns": {
                "TopicArn": "arn:aws:sns:us-east-1:123456789012:shop-production-failover-wake",
                "Message": '{"NewStateValue": "ALARM", "OldStateValue": "OK"}',
            },
        }
    ]
}
RECOVERED = {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": '{"NewStateValue": "OK"}'}}]}
FORGED = {
    "Records": [{"EventSource": "aws:sns", "Sns": {"Message": '{"witness": "down", "approve": true}'}}],
    "force": True,
    "SETTINGS": {"mode": "automatic"},
}
EVENTS: list[object] = [
    SCHEDULE,
    ALARM,
    RECOVERED,
    FORGED,
    None,
    [],
    "start",
    {"Records": "x"},
    {"Records": [3]},
]
