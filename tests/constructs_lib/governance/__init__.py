"""Tests of cost control and configuration recording."""
