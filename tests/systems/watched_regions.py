"""The regions and roles behind each template whose monitoring is looked at."""

REGIONS = {
    "two_regions": {"us-east-1": "primary", "us-west-2": "standby"},
    "far_regions": {"eu-central-1": "primary", "eu-south-2": "standby"},
    "three_regions": {"us-east-1": "primary", "us-west-2": "standby", "eu-west-1": "standby"},
    "canaries": {"us-east-1": "primary", "us-west-2": "standby"},
}
"""By fixture."""
