"""Tests of policy documents."""
