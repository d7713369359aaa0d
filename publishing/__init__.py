"""Releases of a website: published whole, in every region, switched in one write, and back again."""

from publishing.aws import Clients, own_clients
from publishing.blue_green import promote, withdraw
from publishing.errors import PublishError
from publishing.history import Release, releases
from publishing.progress import Progress
from publishing.progress_bar import progress_bar
from publishing.publish import Published, publish
from publishing.replication import Patience
from publishing.rollback import rollback
from publishing.serving import serve_from
from publishing.terraform_outputs import website_of
from publishing.website import Website

__all__ = [
    "Clients",
    "Patience",
    "Progress",
    "PublishError",
    "Published",
    "Release",
    "Website",
    "own_clients",
    "progress_bar",
    "promote",
    "publish",
    "releases",
    "rollback",
    "serve_from",
    "website_of",
    "withdraw",
]
