"""Hostile and damaged XML: nothing is expanded, fetched or raised, and the rest is read."""

from __future__ import annotations

import pytest

from refrain.loader import safe_xml
from refrain.loader.source import Source


class Texts(safe_xml.Handler):
    """All text, and how many elements there are."""

    def __init__(self) -> None:
        self.text = ""
        self.elements = 0
        self.longest = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.longest = max([self.longest, *map(len, attributes.values())])

    def data(self, text: str) -> None:
        self.text += text


def read(content: str | bytes) -> tuple[Texts, list[tuple[str, int | None]]]:
    content = content.encode() if isinstance(content, str) else content
    texts, problems = safe_xml.read(Source.of_bytes("a.xml", content), Texts)
    return texts, [(problem.kind, problem.line) for problem in problems]


def test_xml_that_is_whole_is_read_without_problems():
    assert (
        read("\ufeff\n<?xml version='1.0' encoding='latin-1'?><a>ü<b/>&amp;<![CDATA[<]]></a>")[1]
        == []
    )
    texts, _ = read("<?xml version='1.0' encoding='latin-1'?><a>ü<b/>&amp;<![CDATA[<]]></a>")
    assert (texts.text, texts.elements) == ("ü&<", 2)


def test_a_billion_laughs_are_not_laughed():
    entities = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "laugh"}">' for n in range(10)
    )
    texts, problems = read(f"<!DOCTYPE a [{entities}\n]>\n<a>so &l9;well</a>")
    assert texts.text == "so well"
    assert problems == [("document-type", None)]


def test_no_file_and_no_address_is_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for kind in ("SYSTEM", 'PUBLIC "-//x"'):
        subset = f'<!ENTITY x {kind} "{secret.as_uri()}">'
        texts, problems = read(f"<!DOCTYPE a [{subset}]><a>so&x;</a>")
        assert texts.text == "so"
        assert problems == [("document-type", None)]
    texts, problems = read(f'<!DOCTYPE a SYSTEM "{secret.as_uri()}"><a>so</a>')
    assert (texts.text, problems) == ("so", [("document-type", None)])


def test_attributes_that_a_document_type_would_add_are_not_added():
    texts, problems = read(f'<!DOCTYPE a [<!ATTLIST a b CDATA "{"x" * 1000}">]><a/>')
    assert (texts.elements, texts.longest) == (1, 0)
    assert problems == [("document-type", None)]


def test_a_document_type_inside_of_elements_does_not_stop_the_reading():
    texts, problems = read("<a>so <!DOCTYPE a>well <!DOCTYPE b>then</a>")
    assert texts.text == "so well "
    assert problems[0] == ("document-type", None)


def test_what_is_not_escaped_is_mended_and_named():
    filler = " so" * 100
    texts, problems = read(f"<a>R&B, caf&eacute;\n1 < 2 &who; \x01<b>ok</b>{filler}</a>")
    assert texts.text == "R&B, café\n1 < 2 &who; ok" + filler
    assert problems == [("broken-file", 1)]


def test_of_xml_that_breaks_off_or_is_not_nested_the_beginning_is_read():
    texts, problems = read("<a>so\n<b>well</a> then")
    assert texts.text == "so\nwell"
    assert problems == [("broken-file", 2)]
    texts, problems = read("<a>so\n<b at")
    assert (texts.text, problems) == ("so\n", [("broken-file", 2)])


@pytest.mark.parametrize(
    "content", ["", "so well", "<", "<?xml", "<!DOCTYPE", "<!DOCTYPE a [", "<a\ud800>"]
)
def test_what_is_no_xml_is_named(content):
    texts, problems = read(content.encode("utf-8", "surrogatepass"))
    assert texts.elements == 0
    assert "broken-file" in dict(problems)


def test_elements_a_hundred_thousand_deep_are_read():
    texts, problems = read("<a>" * 100_000 + "so" + "</a>" * 100_000)
    assert (texts.elements, texts.text, problems) == (100_000, "so", [])


def test_an_attribute_of_megabytes_is_read_and_an_endless_one_is_named():
    texts, problems = read(f'<a b="{"x" * 3_000_000}">so</a>')
    assert (texts.longest, texts.text, problems) == (3_000_000, "so", [])
    texts, problems = read(f'<a>so<b c="{"x" * 20_000_000}"/>well</a>')
    assert (texts.text, problems) == ("so", [("broken-file", 1)])


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "&",
        "<a ",
        "<!--",
        "<![CDATA[",
        "<?",
        "<!DOCTYPE [",
        "&#",
        "&a",
        "]]>",
        '<a b="',
        "\n",
        "<a>",
    ],
)
def test_what_repeats_a_hundred_thousand_times_is_read_in_no_time(piece):
    """What takes quadratic time would take minutes."""
    texts, _ = read(f"<a>so</a>{piece * 100_000}")
    assert texts.text.startswith("so")
    safe_xml.root(piece * 100_000)
