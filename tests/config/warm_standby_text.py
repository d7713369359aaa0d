"""A `warm-standby` as a file, short enough to count its lines."""

WARM_STANDBY = """\
system: warm-standby
name: store
regions:
  - name: us-east-1
    role: primary
  - name: us-west-2
    role: standby
domain:
  name: store.example.com
  zone:
    name: example.com
    lookup_zone: true
failover:
  mode: automatic
database:
  engine: aurora-postgresql
  version: "17.7"
"""
