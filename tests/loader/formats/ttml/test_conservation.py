"""Every word that is spoken in a TTML file is in the text, once and in order, and nothing else."""

from __future__ import annotations

from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from refrain.loader import read
from refrain.loader.source import Source
from refrain.records import Transcript

words = st.lists(
    st.sampled_from(
        ["mor", "gen", "über", "好", "नम", "स्ते", "مرحبا", "a&b", "<3", "]]>", "don't", "&amp;"]
    ),
    min_size=1,
    max_size=3,
)
"""A word, in its syllables."""
lines = st.lists(words, min_size=1, max_size=5)
asides = st.sampled_from(
    [
        "",
        "",
        '<span ttm:role="x-translation">aside</span>',
        '<span ttm:role="x-roman"><span>aside</span></span>',
        "<metadata>aside</metadata>",
        '<span tts:ruby="text">aside</span>',
        "<!-- aside -->",
        "<set begin='1s'/>",
    ]
)
gaps = st.sampled_from([" ", "<br/>", " <br/>", "\n  <br />\n", "<span> </span>", " <!-- x -->"])


@st.composite
def paragraphs(draw, line: list[list[str]]) -> str:
    written = []
    for syllables in line:
        pieces = []
        for syllable in syllables:
            text = escape(syllable)
            if draw(st.booleans()):
                text = f"<span begin='1s' end='2s'>{text}</span>"
            pieces += [text, draw(asides)]
        written.append("".join(pieces))
        written.append(draw(gaps))
    return "".join(written[:-1])


@st.composite
def files(draw) -> tuple[list[list[list[str]]], str]:
    said = draw(st.lists(lines, min_size=1, max_size=5))
    written = []
    for number, line in enumerate(said):
        begin = draw(st.sampled_from(["", f' begin="{number}s"', f' begin="{number}s" dur="2s"']))
        written.append(f"<p{begin}>{draw(paragraphs(line))}</p>")
        if draw(st.booleans()):
            written.append("<p> \n</p>")
    body = draw(st.sampled_from(["\n", ""])).join(written)
    content = (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
        'xmlns:tts="http://www.w3.org/ns/ttml#styling"><head><metadata><ttm:desc>aside</ttm:desc>'
        f"</metadata></head><body><div>{body}</div></body></tt>"
    )
    return said, content


@given(files())
def test_every_word_is_there_once(case):
    said, content = case
    (found,) = [
        record
        for record in read(Source.of_bytes("talk.ttml", content.encode()))
        if isinstance(record, Transcript)
    ]
    expected = [["".join(syllables) for syllables in line] for line in said]
    assert found.text is not None
    assert [found.text[cue.start_char : cue.end_char].split() for cue in found.cues] == expected
    assert found.text.split() == [word for line in expected for word in line]


@given(files(), st.data())
def test_of_a_file_that_is_cut_off_a_beginning_is_read(case, data):
    """What is read of a part is a beginning of what is read of the whole; its last word may be cut
    in two. Nothing is raised wherever it is cut."""
    said, content = case
    cut = data.draw(st.integers(0, len(content)))
    spoken = "".join("".join(syllables) for line in said for syllables in line)
    for record in read(Source.of_bytes("talk.ttml", content[:cut].encode())):
        if isinstance(record, Transcript):
            assert record.text is not None
            assert spoken.startswith("".join(record.text.split()))
