"""Tests of the embedded AWS and the Terraform runner that need no Terraform."""
