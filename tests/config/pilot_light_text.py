"""The smallest valid `pilot-light` file, which tests change."""

PILOT_LIGHT = """\
system: pilot-light
name: shop
regions:
  - name: us-east-1
    role: primary
  - name: us-west-2
    role: standby
domain:
  name: shop.example.com
  zone:
    name: example.com
failover:
  mode: approve
database:
  engine: postgres
  version: "17"
"""
"""Valid, 16 lines; what a test appends begins on line 17."""
