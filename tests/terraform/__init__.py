"""Tests that run the real Terraform against the embedded AWS."""
