"""Tests of the guard. The plans in `plans/` are Terraform's own, trimmed; `real_plans` makes them."""
