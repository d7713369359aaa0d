"""Marks for tests that are about one kind of database."""

import pytest

of_replica = pytest.mark.parametrize("strategy", ["replica"], indirect=True)
of_cluster = pytest.mark.parametrize("strategy", ["global-cluster"], indirect=True)
