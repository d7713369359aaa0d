"""The invoices team's infrastructure: its own resources, and Holdfast's failover between its regions."""

import holdfast.constructs_lib  # noqa: F401  # first of all: the CDKTF bindings then load on demand
