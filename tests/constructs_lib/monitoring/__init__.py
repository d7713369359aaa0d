"""Tests of alarms and topics."""
