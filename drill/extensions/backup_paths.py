"""AWS Backup's paths that moto does not know, in one place: a module's table is replaced as a whole."""

from moto.backup import urls

from drill.extensions.registry import replaces

_NEW = (
    "backup-vaults/(?P<name>[^/]+)/recovery-points/?$",
    "restore-testing/plans/?$",
    "restore-testing/plans/(?P<name>[^/]+)/?$",
    "restore-testing/plans/(?P<name>[^/]+)/selections/?$",
    "restore-testing/plans/(?P<name>[^/]+)/selections/(?P<selection>[^/]+)/?$",
)

replaces(
    urls,
    "url_paths",
    urls.url_paths | {f"{{0}}/{path}": urls.response.dispatch for path in _NEW},
    service="backup",
    action="(paths)",
    reason="moto knows no paths of recovery points and restore tests",
)
