"""Reads a Terraform plan as JSON and refuses one that would undo or spoil a failover (F21)."""
