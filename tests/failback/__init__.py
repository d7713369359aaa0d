"""Tests of the way back after a failover."""
