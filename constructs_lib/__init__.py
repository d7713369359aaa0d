"""Constructs for multi-region failover. Importing this package makes the CDKTF bindings load lazily."""

from constructs_lib.bindings import activate

activate()
