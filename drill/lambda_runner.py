"""Runs deployed Lambda functions without Docker."""


def use_endpoint(endpoint: str) -> None:
    """The embedded AWS that functions talk to."""


def stop_running_functions() -> None:
    """End every function that still runs."""
