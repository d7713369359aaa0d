"""A file without a deployment in it."""

from tests.config.conftest import Refusal


def test_an_empty_file_is_refused_with_a_way_to_begin(refusal: Refusal) -> None:
    assert (
        (refusal(""))
        == """\
deployment.yaml
  found:   an empty file
  allowed: a deployment, beginning with `system: lattice-service`
  mend:    copy config/deployments/lattice-service.yaml and change it

1 problem in deployment.yaml; nothing was written."""
    )


def test_only_comments_are_refused(refusal: Refusal) -> None:
    assert (
        refusal("# system: lattice-service\n")
        == """\
deployment.yaml
  found:   only comments
  allowed: a deployment, beginning with `system: lattice-service`
  mend:    copy config/deployments/lattice-service.yaml and change it

1 problem in deployment.yaml; nothing was written."""
    )
