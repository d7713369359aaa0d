"""What moves a deployment to its standby region, all of it in that region."""
