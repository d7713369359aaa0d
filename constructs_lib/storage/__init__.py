"""Buckets, their keys and their replication."""
