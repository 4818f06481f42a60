"""How texts end, in several scripts."""

from __future__ import annotations

import pytest

from refrain.audit import sentence_ends
from refrain.audit.sentence_ends import is_closed


@pytest.mark.parametrize(
    "end",
    [
        "„Komm doch.“",
        "„Komm doch“",
        "« Viens donc ! »",
        "「来てください。」",
        "我们下次再见。",
        "हम घर आए।",
        "ماذا حدث؟",
        "وہ گھر آیا۔",
        "យើងបានមក។",
        "བཀྲ་ཤིས་བདེ་ལེགས།",
        "መጣን።",
        "Մենք եկանք։",
        "Τι έγινε;",
        "ကျွန်တော်တို့ လာတယ်။",
        "See you next week! 👋",
        "talk to you soon 💚",
        "I ❤️",
        "we are a family 👩‍👩‍👧",
        "goodbye ♪",
        "the block ends }",
        "and then we\n[Music]",
        "and then we (applause)",
        "it says **so.**",
        "Thank you, Ann.\n+",
        "more at https://example.org/talk?x=1",
        "read [the notes](https://example.org)",
        "more on example.org/notes",
        "write to ann@example.org",
        "as @annlee",
        "we call it #refrain",
        "We need\n\n- bread\n- butter",
        "We need\n\n1. bread\n2. butter",
        "So it ends.\n\n## See also",
        "That was it.\n\nAnn Lee",
        "That was it.\n\n— Ann",
        "That was it. — Ann Lee",
        "That was it.\nTranscribed by Ann van der Lee",
        "That was it. [00:43:10]",
        "we will just have to \\[00:43:10.5\\]",
        "That was it. Outro: [58:05] to [59:55]",
        "That was it.\n00:43:10\n",
        "That was it.\n\n**Ann Lee:**",
        "That was it.\n\n**Break:**",
        "he just --",
        "he just\u2014",
        "",
        "So it ends.\u200b\ufeff \n",
    ],
)
def test_this_ends_as_whole_texts_do(end):
    assert is_closed(f"So it began. {end}")


@pytest.mark.parametrize(
    "end",
    [
        "und dann sind wir zu dem",
        "and then we,",
        "and then we went to **the**",
        "and then he said “",
        "and then he said „",
        'and then he said "',
        "I don't",
        "the price was 3.5",
        "we paid 5 €",
        "हम घर आए और",
        "我们今天",
        "ثم ذهبنا إلى",
        "យើងបាន",
        "And Then we",
        "And",
        "it goes on;",
        "and then we — Ann Lee",
        "and then we\n00:43:10",
        "and then we\n**Ann Lee:**",
        "he said:",
    ],
)
def test_this_does_not(end):
    assert not is_closed(f"So it began. {end}")


@pytest.mark.parametrize("end", ["แล้วเราก็ไปที่", "ພວກເຮົາໄປທີ່", "แล้วเราก็ใช้ Python"])
def test_thai_and_lao_do_not_mark_where_sentences_end(end):
    assert is_closed(end)


def test_the_marks_are_those_of_unicode():
    """Unicode 17 has some 160 in Sentence_Terminal; a comma or a colon is in no script."""
    assert set(".!?…。！？؟۔।॥។།።։။") <= set(sentence_ends.marks())
    assert not set(",;:、，·-/&") & set(sentence_ends.marks())
    assert len(sentence_ends.marks()) > 150


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It is 3.5 of example.org. Is it? Yes!", 3),
        ("他来了。你呢？好！", 3),
        ("वह आया। और तुम? ठीक॥", 3),
        ("„Komm!“ Er kam.", 2),
    ],
)
def test_sentences_are_counted_with_or_without_spaces(text, sentences):
    assert len(sentence_ends.pattern().findall(text)) == sentences
