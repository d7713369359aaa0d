"""The embedded AWS, the Terraform runner, and the exercises built on them."""
