"""The AWS calls that moto lacks, or answers in a way that the AWS provider stumbles over.

One module per service. Each declares what it adds with `registry.extends`; `install` puts all of it into
moto's own response classes and URL tables, where moto's dispatch finds it like its own.
"""

from drill.extensions.registry import Extension, declared, reset
from drill.extensions.registry import install as _install_declared

__all__ = ["Extension", "declared", "install", "reset"]


def install() -> None:
    """Extend moto; a second call changes nothing."""
    _install_declared()
