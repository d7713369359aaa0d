"""What a user may say: one file per concern, checked once into frozen models.

Knows pydantic only. Imports neither cdktf nor boto3, so that a file is checked in a fraction of a second.
"""
