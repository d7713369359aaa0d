"""Tests of service networks, services, endpoints and probes."""
