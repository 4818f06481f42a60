"""YouTube's captions as XML, in its three forms."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.loader import read
from refrain.loader.source import Source
from refrain.records import Problem, Transcript


def records(content: str, name: str) -> tuple[list[Transcript], list[Problem]]:
    found = list(read(Source.of_bytes(name, content.encode())))
    transcripts = [record for record in found if isinstance(record, Transcript)]
    return transcripts, [record for record in found if isinstance(record, Problem)]


def test_srv1_has_seconds_and_entities_within_entities():
    content = (
        '<?xml version="1.0" encoding="utf-8" ?><transcript>'
        '<text start="0.5" dur="2.25">Don&amp;#39;t &amp;lt;i&amp;gt;go&amp;lt;/i&amp;gt;</text>'
        '<text start="3">Tom &amp;amp;amp;\nJo &amp;lt;3</text></transcript>'
    )
    (found,), problems = records(content, "captions.xml")
    assert (found.text, found.format, problems) == (
        "Don't go Tom & Jo <3",
        "YouTube XML (srv1)",
        [],
    )
    assert [(cue.start, cue.end) for cue in found.cues] == [(0.5, 2.75), (3, None)]


def test_arrows_and_names_are_speakers_as_in_other_captions():
    content = (
        '<timedtext><text t="0">&gt;&gt; Ann: so</text><text t="1000">we go</text>'
        '<text t="2000">&gt;&gt; Bo: ja</text></timedtext>'
    )
    (found,), problems = records(content, "captions.srv2")
    assert (found.text, found.speaker, problems) == ("so we go\n\nja", "Ann; Bo", [])


def test_srv2_has_milliseconds():
    content = (
        '<timedtext><text t="1500" d="500">so</text><text t="2000" d="1">well</text></timedtext>'
    )
    (found,), problems = records(content, "captions.srv2")
    assert (found.text, found.format, problems) == ("so well", "YouTube XML (srv2)", [])
    assert [(cue.start, cue.end) for cue in found.cues] == [(1.5, 2), (2, 2.001)]


def test_srv3_rolls_and_each_word_is_read_once():
    content = """<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><head>
      <pen id="1" fc="#FEFEFE"/><pen id="2" rb="4"/><ws id="1"/><wp id="1"/></head><body>
      <w t="0" id="1" wp="1" ws="1"/>
      <p t="100" d="4000" w="1"><s ac="0">and</s><s t="300"> so</s></p>
      <p t="2000" w="1" a="1">\n</p>
      <p t="2010" d="3000" w="1"><s p="1">we</s><s p="2">rea<b/>ding</s><s>
      go</s></p></body></timedtext>"""
    (found,), problems = records(content, "captions.srv3")
    assert (found.text, found.format, problems) == ("and so we go", "YouTube XML (srv3)", [])
    assert [cue.start for cue in found.cues] == pytest.approx([0.1, 2.01])
    assert [cue.end for cue in found.cues] == pytest.approx([4.1, 5.01])


def test_what_is_no_line_and_no_time_is_named_and_the_rest_read():
    content = '<timedtext>lost\n<text t="x" d="1">so</text>\n<text t="NaN">well</tex'
    (found,), problems = records(content, "captions.srv2")
    assert found.text == "so well"
    assert [(cue.start, cue.end) for cue in found.cues] == [(None, None)] * 2
    assert sorted((problem.kind, problem.line) for problem in problems) == [
        ("broken-file", 3),
        ("stray-line", 1),
        ("unreadable-time", 2),
        ("unreadable-time", 3),
    ]


def test_a_page_in_the_place_of_captions_is_told_and_left_out():
    transcripts, problems = records("<html><body><p>Error 404</p></body></html>", "captions.srv3")
    assert transcripts == []
    assert [problem.kind for problem in problems] == ["unknown-structure"]


def test_other_xml_with_such_a_root_is_none():
    transcripts, problems = records("<transcript><student/></transcript>", "grades.xml")
    assert transcripts == []
    assert [problem.kind for problem in problems] == ["unknown-structure"]


def test_without_words_it_is_told():
    transcripts, problems = records('<timedtext><text t="1">\n</text></timedtext>', "a.srv2")
    assert transcripts == []
    assert [problem.kind for problem in problems] == ["no-speech"]


words = st.sampled_from(
    ["so", "über", "你好", "नमस्ते", "مرحبا", "don't", "R&B", "<3", "1<2", '"ja"']
)
lines = st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=6)


@given(lines, st.integers(1, 3), st.booleans())
def test_every_word_is_there_once_and_in_order(said, version, twice):
    written = []
    for number, line in enumerate(said):
        texts = [escape(escape(word, {"'": "&#39;"}) if twice else word) for word in line]
        if version == 1:
            written.append(f'<text start="{number}" dur="1">{" ".join(texts)}</text>')
        elif version == 2:
            written.append(f'<text t="{number}000" d="1000">{" ".join(texts)}</text>')
        else:
            pieces = "".join(f"<s> {text}</s>" for text in texts)
            written.append(
                f'<p t="{number}000" d="1000">{pieces}</p><p t="{number}990" a="1">\n</p>'
            )
    body = "\n".join(written)
    content = {
        1: f"<transcript>{body}</transcript>",
        2: f"<timedtext>{body}</timedtext>",
        3: f'<timedtext format="3"><body>{body}</body></timedtext>',
    }[version]
    (found,), problems = records(content, "captions.xml")
    assert problems == []
    assert found.text == " ".join(word for line in said for word in line)
    assert [(cue.start, cue.end) for cue in found.cues] == [
        (number, number + 1) for number in range(len(said))
    ]
