"""Values that look like a secret in plain text: they are refused, and never shown."""

import re
from collections.abc import Iterator, Mapping

from config.model import KeyPath

_PATTERNS = {
    "an AWS access key id": re.compile(r"\b(AKIA|ASIA)[A-Z0-9]{16}\b"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "an address with user and password": re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/\s:@]*:[^/\s@]+@"),
    "an address with a secret in its query": re.compile(
        r"[?&](access_?token|api_?key|auth|key|password|passwd|pwd|secret|sig|signature|token|x-amz-signature)=[^&\s]",
        re.IGNORECASE,
    ),
    "an access token": re.compile(
        r"\b(gh[opsur]_[A-Za-z0-9]{36}|github_pat_\w{22,}|glpat-[\w-]{20}|xox[abeoprs]-[\w-]{10,}"
        r"|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.)"
    ),
}
_AWS_SECRET_KEY = re.compile(r"(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9/+]{40}")
_SECRET_WORDS = {
    "credential",
    "credentials",
    "passphrase",
    "passwd",
    "password",
    "passwords",
    "pwd",
    "secret",
    "secrets",
    "token",
    "tokens",
}
_SECRET_ENDINGS = (
    ("access", "key"),
    ("api", "key"),
    ("auth", "key"),
    ("encryption", "key"),
    ("private", "key"),
    ("secret", "key"),
    ("secret", "value"),
    ("secret", "string"),
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def secret_in(text: str) -> str | None:
    """What kind of secret the text itself looks like; None for ordinary text."""
    for kind, pattern in _PATTERNS.items():
        if pattern.search(text):
            return kind
    return "an AWS secret access key" if _AWS_SECRET_KEY.fullmatch(text) else None


def is_secret_key(key: KeyPath) -> bool:
    """Whether the key's last word says that a secret stands below it: `db_password`, `clientSecret`."""
    names = [part for part in key if isinstance(part, str)]
    for name in names:
        words = [word.lower() for word in _WORD.findall(name)]
        joined = "".join(words)
        if words and (words[-1] in _SECRET_WORDS or tuple(words[-2:]) in _SECRET_ENDINGS):
            return True
        if joined in {"apikey", "accesskey", "authkey", "privatekey", "secretkey", "secretaccesskey"}:
            return True
    return False


def secret_kind(key: KeyPath, value: object) -> str | None:
    """What kind of secret stands at the key; None for an ordinary value, or a reference to a secret's ARN."""
    text = value if isinstance(value, str) else ""
    kind = secret_in(text)
    if kind is None and is_secret_key(key):
        harmless = value in (None, "") or isinstance(value, bool) or text.startswith("arn:aws")
        if not harmless:
            return "a secret, by its key"
    return kind


def secrets_in(data: object, key: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every secret-looking value below the key, and what it looks like."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            kind = secret_in(str(name))
            if kind:
                yield (*key, name), kind
            else:
                yield from secrets_in(value, (*key, name))
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from secrets_in(value, (*key, index))
    else:
        kind = secret_kind(key, data)
        if kind:
            yield key, kind
