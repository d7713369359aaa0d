"""The tag by which costs are counted and rules find what they are about."""

DEPLOYMENT_TAG = "Deployment"
"""One of the provider's default tags, so it is on everything that has tags; its value is the deployment's
name, without the environment's."""
