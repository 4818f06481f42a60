"""Markup that is left in texts is told where the format of the text does not have it."""

from __future__ import annotations

from refrain import audit
from tests.builders import corpus_of, english


def told(text: str, source: str = "a.txt") -> list[str]:
    findings = audit.findings(corpus_of({"text": text, "source": source, "title": "A talk"}))
    return findings[findings["kind"] == "left-markup"]["message"].to_list()


def test_each_kind_is_counted_with_an_example():
    text = "We&#39;ve said &quot;so&quot; &amp;quot; it&#39;s it&#39;s. <i>Well</i> {\\an8}yes."
    assert told(text) == [
        "A talk has 6 HTML entities, such as “&#39;”, and 2 tags, such as “<i>”, and 1 style "
        "override of subtitles, such as “{\\an8}”."
    ]
    cues = "1\n00:00:01,000 --> 00:00:02,500\nso\n\n2\n00:00:03,000 --> 00:00:04,000\nwell"
    assert told(cues) == ["A talk has 2 lines of subtitle times."]


def test_the_finding_leads_to_the_first_place():
    text = f"{english(1, 50)} it&#39;s"
    findings = audit.findings(corpus_of(text)).set_index("kind").loc["left-markup"]
    assert text[findings["at"] :] == "&#39;s"
    assert findings["value"] == 1


def test_of_markdown_tags_and_needed_escapes_are_part():
    for source in ("a.md", "b.MARKDOWN"):
        assert told("<sub>so</sub> &lt;div&gt; R&amp;D", source) == []
        assert told("we&#39;ve", source) == ["A talk has 1 HTML entity, such as “&#39;”."]
        assert told("&amp;lt;", source) == ["A talk has 1 HTML entity, such as “&amp;lt;”."]


def test_ampersands_hearts_and_comparisons_are_none():
    for source in ("a.txt", "a.md"):
        assert told("AT&T; Q&A, a < b, I <3 you & them; <laughs> `<b>` x --> y", source) == []
