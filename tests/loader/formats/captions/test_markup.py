"""What in a cue is said, by whom, and what is markup."""

from __future__ import annotations

import pytest

from refrain.loader.formats.captions.markup import Line, lines_of
from refrain.loader.formats.captions.speakers import Shown, speeches


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a <b and c> d", "a <b and c> d"),
        ("<i>un</i>real <b.loud>so</b>", "unreal so"),
        ('<font color= \'red>so</font> <span class="x">well</span>', "so well"),
        ("<1,000> and <3.14> and <3", "<1,000> and <3.14> and <3"),
        ("so<00:00:01.000><c> it</c><0:02.5><c.x.y> goes</c>", "so it goes"),
        ("&lt;i&gt;so&lt;/i&gt; &amp;lt;b&amp;gt;well&amp;lt;/b&amp;gt;", "so well"),
        ("AT&Tcopy &november; R&amp;amp;amp;D &#39;so&#39;", "AT&Tcopy &november; R&D 'so'"),
        ("<lang de-AT>ja</lang> <lang no language> <v>so</v>", "ja <lang no language> so"),
        ("one<br/>two[br]three\\Nfour\\hfive", "one two three four five"),
        ("{\\an8}{\\pos(1,2)}so {y:i}well{/i} {c:$0000ff}yes {no}", "so well yes {no}"),
        ("<ruby>漢<rt>kan</rt>字<rp>(</rp><rt.x>ji<b>!</b></rt></ruby>", "漢字"),
        ("<ruby>漢<rt>kan<rt>ji</ruby> so", "漢 so"),
        ("so <rt>it goes", "so it goes"),
        ("好<c>的</c>，مرحبا <u>नमस्ते</u>", "好的，مرحبا नमस्ते"),
    ],
)
def test_tags_go_and_words_stay(written, said):
    assert " ".join(line.text for line in lines_of([written])) == said


def test_readings_and_voices_go_over_lines_and_end_where_they_end():
    written = ["<v Ann>one <rt>a", "b</rt>two</v> three", "<v.loud Bo &amp; Cy>four", "five"]
    assert lines_of(written) == [
        Line("one two", "Ann"),
        Line("three"),
        Line("four", "Bo & Cy"),
        Line("five", "Bo & Cy"),
    ]


def said(*lines: str) -> list[tuple[str, str | None, bool]]:
    shown = [Shown(0, 1, lines_of(cue.split("\n"))) for cue in lines]
    return [(speech.text, speech.speaker, speech.is_turn) for speech in speeches(shown)]


def test_arrows_are_a_turn_wherever_they_stand_and_name_nobody():
    assert said("so >> well >>> yes", "&gt;&gt; no", "and 1>>2") == [
        ("so", None, False),
        ("well", None, True),
        ("yes", None, True),
        ("no", None, True),
        ("and 1>>2", None, False),
    ]


def test_a_dialogue_has_names_behind_its_dashes_and_a_minus_is_none():
    assert said("- Ann: So?\n- Bo: Yes.", "-5 degrees\n-- no", "- Ann: Ah!\n–Bo: Oh!") == [
        ("So?", "Ann", False),
        ("Yes.", "Bo", False),
        ("-5 degrees -- no", "Bo", False),
        ("Ah!", "Ann", False),
        ("Oh!", "Bo", False),
    ]


def test_a_name_behind_the_voice_of_somebody_else_is_text():
    assert said("<v Cy>Ann: So.", "<v Cy>Bo: No.", "<v Ann>Ann: Ah.") == [
        ("Ann: So.", "Cy", False),
        ("Bo: No.", "Cy", False),
        ("Ah.", "Ann", False),
    ]
