"""TTML: what is said, when, by whom and in which language; and what is no speech."""

from __future__ import annotations

import pytest

from refrain.loader import read
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

_ROOT = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
    'xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"'
)


def records(content: str, name: str = "talk.ttml") -> tuple[list[Transcript], list[Problem]]:
    found = list(read(Source.of_bytes(name, content.encode())))
    transcripts = [record for record in found if isinstance(record, Transcript)]
    return transcripts, [record for record in found if isinstance(record, Problem)]


def transcript(body: str, head: str = "", root: str = "") -> Transcript:
    content = f"<?xml version='1.0'?>{_ROOT} {root}><head>{head}</head><body>{body}</body></tt>"
    transcripts, problems = records(content)
    assert problems == []
    (only,) = transcripts
    return only


def times(body: str, root: str = "") -> list[tuple[float | None, float | None]]:
    return [(cue.start, cue.end) for cue in transcript(body, root=root).cues]


def test_a_paragraph_is_a_cue_and_a_line_break_a_space():
    found = transcript(
        '<div><p begin="1s" end="2.5s">Guten <span>Morgen</span>,<br/>zusammen.</p>\n'
        '<p begin="00:00:03.000" dur="2s">Also\n   los!</p></div>'
    )
    assert found.text == "Guten Morgen, zusammen. Also los!"
    assert found.format == "TTML"
    assert [(cue.start, cue.end) for cue in found.cues] == [(1, 2.5), (3, 5)]
    assert [found.text[cue.start_char : cue.end_char] for cue in found.cues] == [
        "Guten Morgen, zusammen.",
        "Also los!",
    ]


@pytest.mark.parametrize(
    ("root", "written", "seconds"),
    [
        ("", "00:01:02.5", 62.5),
        ("", "1:02.5", 62.5),
        ("", "9.25", 9.25),
        ("", "1.5s", 1.5),
        ("", "250ms", 0.25),
        ("", "2m", 120),
        ("", "0.5h", 1800),
        ('ttp:tickRate="100"', "150t", 1.5),
        ('ttp:frameRate="25"', "00:00:01:10", 1.4),
        ('ttp:frameRate="25"', "50f", 2),
        ("", "00:00:01:15", 1.5),
        ('ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001"', "00:00:00:24", 1.001),
        ('ttp:frameRate="10" ttp:subFrameRate="2"', "30t", 1.5),
    ],
)
def test_times_are_read_in_every_form(root, written, seconds):
    ((start, _),) = times(f'<p begin="{written}">so</p>', root)
    assert start == pytest.approx(seconds)


def test_times_count_from_what_contains_them_but_in_lyrics_of_apples():
    body = '<div begin="10s" end="60s"><p begin="20s" end="22s">so</p></div>'
    assert times(body) == [(30, 32)]
    apple = 'xmlns:itunes="http://music.apple.com/lyric-ttml-internal" itunes:timing="Word"'
    assert times(body, apple) == [(20, 22)]
    # What would begin after its part has ended is meant from the start, too.
    assert times('<div begin="10s" end="25s"><p begin="20s" end="22s">so</p></div>') == [(20, 22)]


def test_a_paragraph_without_times_has_those_of_its_pieces():
    body = '<p><span begin="1s" end="2s">so</span> <span begin="2s" end="4s">well</span></p>'
    assert times(body) == [(1, 4)]


def test_what_cannot_be_read_of_times_is_named_and_the_text_kept():
    body = '<p begin="soon">so</p>\n<p begin="5s" end="4s">well</p>'
    (found,), problems = records(f"{_ROOT}><body>{body}</body></tt>")
    assert found.text == "so well"
    assert [(cue.start, cue.end) for cue in found.cues] == [(None, None), (5, None)]
    assert [(problem.kind, problem.line) for problem in problems] == [
        ("unreadable-time", 1),
        ("backward-time", 2),
    ]


def test_syllables_join_and_words_do_not():
    body = "<p><span>Ka</span><span>ra</span><span>oke</span> <span>नमस्ते</span></p>"
    assert transcript(body).text == "Karaoke नमस्ते"


def test_where_each_syllable_is_on_a_line_spaces_of_their_own_tell_words_apart():
    own = "<p>\n <span>mor</span>\n <span>ning </span>\n <span>sun </span>\n <span>rises</span></p>"
    assert transcript(own).text == "morning sun rises"
    none = "<p>\n <span>morning</span>\n <span>sun</span>\n</p>"
    assert transcript(none).text == "morning sun"
    indented = "<p>\n good\n <span>morning</span>\n <span>sun</span>\n</p>"
    assert transcript(indented).text == "good morning sun"
    chinese = "<p>\n <span>早</span>\n <span>上</span>\n <span>好</span>\n</p>"
    assert transcript(chinese).text == "早上好"
    assert transcript("<p>早上\n<br/>\n好</p>").text == "早上 好"


def test_what_is_sung_behind_a_line_is_words_of_their_own():
    body = '<p><span>so</span><span ttm:role="x-bg"><span>(oh)</span></span></p>'
    assert transcript(body).text == "so (oh)"
    assert transcript('<p ttm:role="x-bg"><span>oh</span></p>').text == "oh"


def test_readings_romanisation_translation_and_metadata_are_not_the_text():
    body = """<metadata><ttm:desc>a talk</ttm:desc></metadata><p>
      <ttm:title>A line</ttm:title><metadata>made by hand</metadata>
      <span tts:ruby="container"><span tts:ruby="base">早</span><span
        tts:ruby="text">zǎo</span></span><span style="plain reading">an</span>安
      <span ttm:role="x-translation" xml:lang="en">good <span>morning</span></span>
      <span ttm:role="x-roman">zǎo ān</span></p>"""
    head = '<styling><style xml:id="reading" tts:ruby="text"/><style xml:id="plain"/></styling>'
    assert transcript(body, head).text == "早安"


def test_speakers_are_named_in_the_head_and_a_title_too():
    head = """<metadata><ttm:title>Zwei reden</ttm:title>
      <ttm:agent xml:id="v1" type="person"><ttm:name type="full">Ann Lee</ttm:name></ttm:agent>
      <ttm:agent xml:id="v2" type="person"/></metadata>"""
    body = """<div ttm:agent="v1"><p>So.</p><p ttm:agent="v2">Ja?</p></div>
      <p><span ttm:agent="v1">Ja.</span></p><p>Gut.</p>"""
    found = transcript(body, head, 'xml:lang="de"')
    assert found.text == "So.\n\nJa?\n\nJa.\n\nGut."
    assert [cue.speaker for cue in found.cues] == ["Ann Lee", "v2", "Ann Lee", None]
    assert (found.speaker, found.title, found.language) == ("Ann Lee; v2", "Zwei reden", "de")


def test_arrows_names_and_dashes_are_speakers_as_in_other_captions():
    found = transcript("<p>&gt;&gt; Ann: So<br/>we go.</p><p>&gt;&gt; Bo: Ja.</p>")
    assert (found.text, found.speaker) == ("So we go.\n\nJa.", "Ann; Bo")
    assert transcript("<p>- So?<br/>- Ja.</p>").text == "So? Ja."


def test_parts_in_several_languages_are_a_transcript_each():
    body = """<div xml:lang="en"><p begin="1s">Good morning.</p></div>
      <div xml:lang="ar"><p begin="1s">صباح الخير</p><p xml:lang="en">OK</p></div>"""
    transcripts, problems = records(f'{_ROOT} xml:lang="en"><body>{body}</body></tt>')
    assert problems == []
    assert [(one.place, one.language, one.position, one.text) for one in transcripts] == [
        ("en", "en", 1, "Good morning."),
        ("ar", "ar", 2, "صباح الخير OK"),
    ]


def test_text_outside_of_paragraphs_is_named():
    transcripts, problems = records(f"{_ROOT}><body><div>lost\n<p>so</p></div></body></tt>")
    assert [one.text for one in transcripts] == ["so"]
    assert [(problem.kind, problem.line) for problem in problems] == [("stray-line", 1)]
    assert "“lost”" in problems[0].message


@pytest.mark.parametrize(
    "namespace",
    [
        "http://www.w3.org/ns/ttml",
        "http://www.w3.org/2006/10/ttaf1",
        "http://www.w3.org/2006/04/ttaf1",
    ],
)
def test_every_version_is_recognised_whatever_its_name(namespace):
    content = f'<!-- so --><x:tt xmlns:x="{namespace}"><x:body><x:p>so</x:p></x:body></x:tt>'
    (found,), problems = records(content, "captions.txt")
    assert (found.text, found.format, problems) == ("so", "TTML", [])


@pytest.mark.parametrize(
    "content",
    [
        "<!DOCTYPE html><html><body><p>Not found</p></body></html>",
        "<rss><p>so</p></rss>",
        '<tt xmlns="http://example.com/tables"><p>so</p></tt>',
    ],
)
def test_what_is_only_named_ttml_is_told_and_left_out(content):
    transcripts, problems = records(content)
    assert transcripts == []
    assert [problem.kind for problem in problems] == ["unknown-structure"]


def test_of_a_file_that_was_cut_off_the_rest_is_read():
    whole = f'{_ROOT}><body><p begin="1s">so well</p>\n<p begin="2s">and then</p></body></tt>'
    cut = whole[: whole.index(" then") + 3]
    (found,), problems = records(cut)
    assert found.text == "so well and th"
    assert [(problem.kind, problem.line) for problem in problems] == [("broken-file", 2)]


def test_what_a_document_type_defines_is_not_read_and_the_rest_is():
    laughs = "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};">\n' for n in range(1, 60))
    subset = f'<!ENTITY l0 "laugh">{laughs}<!ENTITY file SYSTEM "file:///etc/hostname">'
    content = (
        f"<?xml version='1.0'?><!DOCTYPE tt [{subset}]>\n{_ROOT}><body><p>so &l59;well&file;</p>"
    )
    (found,), problems = records(f"{content}</body></tt>")
    assert found.text == "so well"
    assert [problem.kind for problem in problems] == ["document-type"]


def test_without_words_it_is_told():
    transcripts, problems = records(f"{_ROOT}><body><p>  </p>\n<p>\n <span/>\n</p></body></tt>")
    assert transcripts == []
    assert [problem.kind for problem in problems] == ["no-speech"]
