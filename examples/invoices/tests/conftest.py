"""One synthesis for all tests."""

import pytest
from invoices.stack import InvoicesStack

# isort: split
from cdktf import Testing
from holdfast.constructs_lib.testing import Template


@pytest.fixture(scope="session")
def template() -> Template:
    """The production stack."""
    stack = InvoicesStack(
        Testing.app(), "invoices-production", host="invoices.example.com", zone="example.com"
    )
    return Template.of(stack)
