"""The edge: CloudFront in front of several regions."""
