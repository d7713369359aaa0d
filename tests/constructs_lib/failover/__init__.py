"""Tests of constructs_lib.failover."""
