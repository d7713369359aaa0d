"""Roles and policy documents."""
