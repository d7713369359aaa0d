"""Relational databases: a writer in one region and its replica in another."""
