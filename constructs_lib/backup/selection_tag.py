"""What is backed up says so itself, by a tag."""

from collections.abc import Mapping

from constructs_lib.naming import Naming

TAG_KEY = "BackupPlan"
"""A tag of its own: `Deployment` is on everything, also on what needs no backup, such as instances."""


def backed_up(naming: Naming) -> Mapping[str, str]:
    """The tag of whatever this deployment's plans back up: a database cluster, or a resource of your own."""
    return {TAG_KEY: naming.name()}
