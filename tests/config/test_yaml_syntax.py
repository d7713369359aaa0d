"""What YAML cannot read is told with line and column, in the words of someone who edits a file."""

from tests.config.conftest import Refusal
from tests.config.texts import SMALL, changed


def test_a_list_that_is_never_closed(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13
  found:   a list in brackets that is never closed (column 11)
  allowed: entries between [ and ], with commas between them
  mend:    close the bracket

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "monitoring:\n  emails: [a@example.com\nrouting: {}\n") == message


def test_a_colon_in_the_wrong_place(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13
  found:   a colon that cannot stand here (column 13)
  allowed: one `key: value` per line
  mend:    check the indentation of this line, and put text that contains `: ` in quotes

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "tags:\n  Note: this: that\n") == message


def test_a_tab_for_indentation(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13
  found:   a tab (column 1)
  allowed: spaces for indentation
  mend:    replace the tab by spaces

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n\tinterval: 30\n") == message


def test_a_quote_that_is_never_closed(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2
  found:   a quote that is never closed (column 7)
  allowed: text between two quotes of the same kind
  mend:    close the quote

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders\n", "name: \x22orders\n"))) == message


def test_a_line_without_a_colon(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12
  found:   a line without a colon (column 1)
  allowed: `key: value`, with a space after the colon
  mend:    add the colon, or indent the line below its key

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health\nrouting: {}\n") == message


def test_a_line_with_the_wrong_indentation(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14
  found:   a line that does not fit the indentation around it (column 3)
  allowed: keys of one mapping, or entries of one list, aligned with each other
  mend:    align this line with its neighbours, and close every quote and bracket above it

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n    interval: 30\n  threshold: 3\n") == message


def test_an_alias_without_anchor(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12
  found:   an alias (*name) without its anchor (&name) (column 7)
  allowed: aliases of anchors that stand above them
  mend:    define the anchor, or put the text in quotes if the * is a part of it

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "tags: *common\n") == message


def test_a_character_that_cannot_begin_a_value(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13
  found:   a character that cannot begin a value (column 10)
  allowed: text in quotes
  mend:    put the text in quotes

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "tags:\n  Owner: @me\n") == message


def test_a_control_character(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13
  found:   a control character
  allowed: printable text
  mend:    remove it, or type the line again

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "tags:\n  Owner: \x07\n") == message


def test_a_second_document(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12
  found:   a second document after `---` (column 1)
  allowed: one deployment per file
  mend:    move it into a file of its own

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "---\n" + SMALL) == message


def test_a_version_of_yaml_that_nobody_knows(refusal: Refusal) -> None:
    message = """\
deployment.yaml:1
  found:   a %YAML line with another version than 1 (column 1)
  allowed: YAML 1.1 or 1.2
  mend:    remove the line

1 problem in deployment.yaml; nothing was written."""
    assert refusal("%YAML 9.9\n---\n" + SMALL) == message


def test_a_template_in_braces_needs_quotes(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2: name
  found:   a list or mapping as a key
  allowed: text as a key
  mend:    write `key: value`; a value that begins with { or [ needs quotes

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders\n", "name: {{ name }}\n"))) == message
