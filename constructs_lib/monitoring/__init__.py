"""Alarms and the topics that tell people."""
