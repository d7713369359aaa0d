"""Website files that tests change."""

SITE = """\
system: website
name: portfolio
regions:
  - name: eu-central-1
    role: primary
  - name: us-east-1
    role: standby
domain:
  name: www.example.com
  zone:
    name: example.com
"""
"""Valid, 11 lines; what a test appends begins on line 12."""


def message(line: int, key: str, found: str, allowed: str, mend: str) -> str:
    """The whole message of one problem, its lines not yet wrapped."""
    return (
        f"deployment.yaml:{line}: {key}\n  found:   {found}\n  allowed: {allowed}\n  mend:    {mend}\n\n"
        "1 problem in deployment.yaml; nothing was written."
    )


def unwrapped(text: str) -> str:
    """A message with its wrapped lines joined again."""
    return text.replace("\n           ", " ")
