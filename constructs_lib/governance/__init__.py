"""What keeps an account accountable."""
