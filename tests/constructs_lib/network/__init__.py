"""Tests of VPCs, peering and security groups."""
