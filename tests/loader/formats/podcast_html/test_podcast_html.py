"""Transcripts of podcasts as HTML: who speaks, when, and what."""

from __future__ import annotations

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from refrain.loader import read
from refrain.loader.source import Source
from refrain.records import Problem, Transcript


def records(content: str, name: str = "talk.html") -> tuple[list[Transcript], list[Problem]]:
    found = list(read(Source.of_bytes(name, content.encode())))
    transcripts = [record for record in found if isinstance(record, Transcript)]
    return transcripts, [record for record in found if isinstance(record, Problem)]


def transcript(content: str) -> Transcript:
    (found,), problems = records(content)
    assert problems == []
    return found


def test_cite_says_who_time_when_and_p_what():
    found = transcript(
        "<cite>Ann Lee:</cite>\n<time>0:00</time>\n<p>So &amp; <b>so</b>,<br>ja.</p>"
        "<p>And then?</p>\n"
        "<cite>Bo</cite><time>[1:02:03]</time><p>Gut.</p>"
    )
    assert found.text == "So & so, ja. And then?\n\nGut."
    assert (found.speaker, found.format) == ("Ann Lee; Bo", "podcast HTML")
    assert [(cue.start, cue.end, cue.speaker) for cue in found.cues] == [
        (0, None, "Ann Lee"),
        (None, None, "Ann Lee"),
        (3723, None, "Bo"),
    ]


def test_a_whole_page_has_a_title_and_a_language_and_its_furniture_is_not_the_text():
    found = transcript(
        "<!DOCTYPE html><html lang='de'><head><meta charset=utf-8><title>Zwei reden</title>"
        "<style>p > b {}</style><script>if (a < b) '<p>no</p>'</script></head><body>"
        "<nav><p>Home</p></nav><h1>Folge 1</h1><!-- <p>no</p> --><cite>Ann</cite><p>So.</p>"
        "<h2>Teil 2</h2><cite>Bo</cite><p>Ja.</p><footer><p>2021</p></footer></body></html>"
    )
    assert (found.text, found.title, found.language) == ("So.\n\nJa.", "Zwei reden", "de")


def test_a_label_in_a_paragraph_begins_a_turn_and_a_title_in_it_is_text():
    found = transcript(
        "<p><cite>Ann:</cite> <time>0:01</time> so<br><cite>Bo:</cite> ja</p>"
        "<p>I read <cite>Dune</cite> in <time>1999</time>.</p>"
    )
    assert found.text == "so\n\nja I read Dune in 1999."
    assert [(cue.start, cue.speaker) for cue in found.cues] == [
        (1, "Ann"),
        (None, "Bo"),
        (None, "Bo"),
    ]


def test_what_is_said_in_other_blocks_is_text_too():
    found = transcript(
        "<div><cite>Ann</cite> <time>0:01</time> <div>so</div></div><cite>Bo</cite>ja"
    )
    assert found.text == "so\n\nja"


def test_tags_that_do_not_end_lose_no_word():
    found = transcript("<cite>Ann:<p>so<p>well</p><time>0:02<p>ja<cite>Bo:<div>gut")
    assert found.text == "so well ja\n\ngut"
    assert (found.cues[2].start, found.speaker) == (2, "Ann; Bo")


def test_what_stands_outside_and_what_cannot_be_read_is_named():
    content = (
        "<html>\nlost<cite>A</cite>\n<time>later</time><p>so</p><nav><cite>B</cite><p>gone</p>"
    )
    (found,), problems = records(content)
    assert found.text == "so"
    assert [(problem.kind, problem.line) for problem in problems] == [
        ("stray-line", 1),
        ("unreadable-time", 3),
        ("stray-line", 3),
    ]
    assert "<nav> does not end" in problems[2].message


def test_a_page_without_speakers_and_times_is_told_and_left_out():
    page = "<html><body><p>News.</p><p>More news.</p><p>As in <cite>Dune</cite></p></body></html>"
    transcripts, problems = records(page)
    assert transcripts == []
    assert [problem.kind for problem in problems] == ["unknown-structure"]


def test_it_is_recognised_under_another_name_by_what_is_in_it():
    (found,), _ = records("<cite>Ann</cite><time>0:00</time><p>so</p>", "talk.txt")
    assert found.format == "podcast HTML"
    (found,), _ = records("I wrote <cite>, <time> and <p>.", "talk.txt")
    assert found.format == "plain text"


words = st.sampled_from(
    ["so", "über", "你好", "नमस्ते", "مرحبا", "a<b", "&amp;", "R&B", "'ja'", "1>0"]
)
names = st.sampled_from(["Ann Lee", "Jörg", "王", "R&D"])
turns = st.lists(st.tuples(names, st.lists(words, min_size=1, max_size=4)), min_size=1, max_size=6)


@given(turns, st.data())
def test_every_word_is_there_once_and_in_order(said, data):
    written = []
    for number, (name, line) in enumerate(said):
        gap = data.draw(st.sampled_from([" ", "\n", "<br>", " <i> </i>", "<!-- x --> "]))
        text = gap.join(escape(word) for word in line)
        colon = data.draw(st.sampled_from(["", ":", "："]))
        written.append(
            f"<cite>{escape(name)}{colon}</cite>\n<time>0:{number:02}</time>\n<p>{text}</p>"
        )
        written.append(data.draw(st.sampled_from(["", "\n", "<hr>", "<h2>part</h2>", "<p></p>"])))
    found = transcript("".join(written))
    assert found.text is not None
    assert found.text.split() == [word for _, line in said for word in line]
    assert [(cue.start, cue.speaker) for cue in found.cues] == [
        (number, name) for number, (name, _) in enumerate(said)
    ]
