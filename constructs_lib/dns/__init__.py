"""Zones, certificates, health checks and the records that follow them."""
