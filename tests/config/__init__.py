"""What a user may say, and what is said back when it is wrong."""
