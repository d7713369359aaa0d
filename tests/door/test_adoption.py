"""`adopt` with an address that the stack has not is the user's mistake: exit code 2, one message."""

from pathlib import Path

from tests.door.conftest import Program


def test_an_unknown_address_ends_with_code_two_and_writes_nothing(
    program: Program, example: Path, tmp_path: Path
) -> None:
    file = tmp_path / "orders.yaml"
    file.write_text(f"{example.read_text()}\nadopt:\n  aws_route53_zone.mine: Z0123456789\n")

    finished = program("synth", file)

    assert finished.returncode == 2
    assert finished.stdout == ""
    assert finished.stderr.startswith("orders-production: adopt.aws_route53_zone.mine\n")
    assert "mend:    did you mean aws_route53_zone.zone_6E295601?" in finished.stderr
    assert not (tmp_path / "cdktf.out").exists()
