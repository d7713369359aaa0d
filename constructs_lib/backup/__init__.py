"""AWS Backup, in each region of a deployment."""
