"""Tests of zones, certificates, health checks and failover records."""
