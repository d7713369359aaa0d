"""What the service depends on is checked within Route 53's 2 seconds (F9)."""

from tests.config.conftest import Refusal
from tests.config.texts import dependencies


def test_two_of_one_name_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:17: lattice.function.dependencies[1].name
  found:   db, a second time
  allowed: every name once: the health answer names what failed
  mend:    give each dependency its own name

1 problem in deployment.yaml; nothing was written."""
    text = dependencies(
        "{type: tcp, name: db, host: a.example.com, port: 1}",
        "{type: tcp, name: db, host: b.example.com, port: 1}",
    )
    assert refusal(text) == message


def test_one_slower_than_all_together_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: lattice.function.dependencies[0].timeout_ms
  found:   600
  allowed: at most 500 ms, the `deadline_ms` of all checks together
  mend:    lower `timeout_ms`, or raise `deadline_ms` (up to 1400)

1 problem in deployment.yaml; nothing was written."""
    text = dependencies(
        "{type: tcp, name: db, host: a.example.com, port: 1, timeout_ms: 600}", deadline_ms=500
    )
    assert refusal(text) == message


def test_a_limit_above_900_ms_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: lattice.function.dependencies[0].max_latency_ms
  found:   901
  allowed: a whole number from 1 to 900 (milliseconds)
  mend:    set `max_latency_ms: 300`

1 problem in deployment.yaml; nothing was written."""
    text = dependencies("{type: http, name: api, url: https://a.example.com, max_latency_ms: 901}")
    assert refusal(text) == message


def test_an_unknown_type_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: lattice.function.dependencies[0].type
  found:   udp
  allowed: `type: http` or `type: tcp`
  mend:    add `type: http` with `url:`, or `type: tcp` with `host:` and `port:`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(dependencies("{type: udp, name: dns}")) == message


def test_a_missing_type_is_told(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: lattice.function.dependencies[0].type
  found:   nothing; the key is missing
  allowed: `type: http` or `type: tcp`
  mend:    add `type: http` with `url:`, or `type: tcp` with `host:` and `port:`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(dependencies("{name: dns}")) == message


def test_a_key_of_the_other_type_is_unknown(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: lattice.function.dependencies[0].max_latency_ms
  found:   an unknown key
  allowed: type, name, host, port, timeout_ms
  mend:    remove it, or choose another `type`

1 problem in deployment.yaml; nothing was written."""
    text = dependencies("{type: tcp, name: db, host: a.example.com, port: 1, max_latency_ms: 5}")
    assert refusal(text) == message


def test_an_address_of_another_scheme_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: lattice.function.dependencies[0].url
  found:   ftp://a.example.com
  allowed: an http:// or https:// address with a host, without user, password or #fragment, at most
           256 characters
  mend:    write it like https://inventory.svc.example.com/health

1 problem in deployment.yaml; nothing was written."""
    assert refusal(dependencies("{type: http, name: files, url: ftp://a.example.com}")) == message


def test_a_list_entry_that_is_text_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: lattice.function.dependencies[0]
  found:   db.example.com
  allowed: a mapping with the keys type, name, url, max_latency_ms, expect_status, host, port,
           timeout_ms
  mend:    write `key: value` lines below the dash, indented

1 problem in deployment.yaml; nothing was written."""
    assert refusal(dependencies("db.example.com")) == message


def test_more_than_the_function_s_environment_holds_is_refused(refusal: Refusal) -> None:
    url = f"https://a.example.com/{'x' * 200}"
    statuses = list(range(200, 240))
    entries = [f"{{type: http, name: api-{n}, url: {url}, expect_status: {statuses}}}" for n in range(9)]
    message = """\
deployment.yaml:15: lattice.function.dependencies
  found:   checks of 4296 characters together
  allowed: at most 3900: they travel in the function's environment, which holds 4 KB
  mend:    shorten `url` or `expect_status`, or put several behind one health address

1 problem in deployment.yaml; nothing was written."""
    assert refusal(dependencies(*entries)) == message


def test_one_that_is_wrong_is_told_and_not_measured(refusal: Refusal) -> None:
    text = dependencies("{type: http, name: api, url: nowhere}")
    assert "dependencies[0].url" in refusal(text)
    assert "1 problem" in refusal(text)
