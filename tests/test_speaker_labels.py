"""Which lines begin with a speaker's label, in the forms that transcripts have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import words
from refrain.speaker_labels import labels


def names(text: str) -> list[str]:
    return [label.name for label in labels(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Ann Lee:** So.", ["Ann Lee"]),
        ("**Ann**: So.\n__Bo:__ Yes", ["Ann", "Bo"]),
        ("SPEAKER_00: So.", ["SPEAKER_00"]),
        ("Speaker 1: So.\nspeaker B: Oh.", ["Speaker 1", "speaker B"]),
        ("[SPEAKER_01] So.\n[Speaker 2]: Yes.", ["SPEAKER_01", "Speaker 2"]),
        (
            "Sprecher 1: Ja.\nГоворящий 2: Да.\n说话人1：好。",
            ["Sprecher 1", "Говорящий 2", "说话人1"],
        ),
        (">> Ann: So.\n>>> Bo: Yes", ["Ann", "Bo"]),
        ("[Ann]: So.", ["Ann"]),
        ("[00:01:02] **Ann:** So.\n(1:02) Speaker 3: Oh.", ["Ann", "Speaker 3"]),
        ("Speaker 1 (00:12): So.", ["Speaker 1"]),
        # A plain one needs evidence: it comes again, or there is another.
        ("Ann Lee: So.", []),
        ("Ann Lee: So.\nIt goes on.\nAnn Lee: Yes.", ["Ann Lee", "Ann Lee"]),
        ("Ann: So.\r\nBo: Yes.", ["Ann", "Bo"]),
        ("Ann: So.\rBo: Yes.", ["Ann", "Bo"]),
        ("Dr. José de la Cruz: Sí.\nÖzil: Ja.", ["Dr. José de la Cruz", "Özil"]),
        ("主持人：你好。\n嘉宾：好。\n主持人：请。", ["主持人", "嘉宾", "主持人"]),
        ("علي: نعم\nسارة: لا", ["علي", "سارة"]),
        ("Ann (host): So.\nBo: Yes.", ["Ann (host)", "Bo"]),
        # Bold, brackets and arrows: a name, what comes again, or what stands where labels do.
        ("**Two things to know before we begin:** So.\n**Ann:** Yes.", ["Ann"]),
        ("**sam:** So.\n**sam:** Yes.\n**song extract:** La.", ["sam", "sam", "song extract"]),
        (">> I told him this: go.\n>> ann: So.\n>> ann: Yes.", ["ann", "ann"]),
        # Plain ones that each come once: a dialogue, or a name that is in bold elsewhere.
        ("Terraform: a tool.\nIt goes on.\nAnd on.\nAnd on.\nGitOps: a habit.", []),
        ("**Ann:** So.\n**Bo:** Yes.\nIt goes on.\nAnn: Oh.", ["Ann", "Bo", "Ann"]),
        # A name and a time, alone on a line.
        (
            "Ann Lee  0:04\nSo it is.\n\nBo 01:02\nYes.\n\nAnn Lee  1:10 \nOh.",
            ["Ann Lee", "Bo", "Ann Lee"],
        ),
        ("Speaker 1   00:00\nSo.\nSpeaker 1   00:09\nYes.", ["Speaker 1", "Speaker 1"]),
        ("Lunch 12:30\nDinner 18:00\nWe met at 12:30\nWe met at 12:40", []),
        # What heads a remark is no speaker's, in any form.
        ("**Note:** So.\n**Pro tip:** Do.", []),
        ("Note: so.\nNote: yes.\nExample: this.\nFirst: that.", []),
        ("Hinweis: so.\nBeispiel: das.\n注意：好。\n例如：好。", []),
        # Nor is a sentence, a word that the text has in lower case, or one inside a line.
        ("And then she said: so.\nAnd then she said: no.", []),
        ("Apples: three.\nPears: two.\nWe like apples and pears.", []),
        ("Ann said **Bo:** no.", []),
        ("http://a.b\nhttp://c.d\nTitle:x\nTitle:y", []),
    ],
)
def test_labels_and_what_only_looks_like_one(text, expected):
    assert names(text) == expected


def test_a_speaker_may_be_called_what_is_a_word():
    dialogue = "Will: We will.\nMark: Mark it.\n" * 3 + "It will mark the day."
    assert set(names(dialogue)) == {"Will", "Mark"}
    assert names("Will: We will.\nSo it will.") == []


@pytest.mark.parametrize(
    "label",
    [
        "**Ann Lee:**",
        "**Ann Lee**:",
        "SPEAKER_00:",
        ">> Ann:",
        "[Ann]:",
        "[00:01:02]",
        "Ann Lee  0:04\n",
    ],
)
def test_texts_that_differ_in_their_labels_have_equal_words(label):
    text = f"{label} So it is.\n{label} Yes."
    assert words.words(text) == words.words("So it is.\nYes.")


MARKS = [
    "[00:01:02]",
    "1:02",
    "0:01 --> 0:02",
    ">> Ann:",
    "**Bo:**",
    "SPEAKER_00:",
    "[Ann]:",
    "Bo Lee:",
]


@given(st.lists(st.sampled_from([*MARKS, " ", "\n", "so", "we go."]), max_size=12).map("".join))
def test_what_is_said_stays_where_it_is_behind_times_and_labels(text):
    masked = words.mask_unspoken(text)
    assert len(masked) == len(text)
    assert all(new in (old, words.UNSPOKEN) for old, new in zip(text, masked, strict=True))


def test_a_label_may_stand_behind_its_time_mark():
    text = "[00:01:02] SPEAKER_00: So it is.\n[00:01:09] SPEAKER_01: Yes."
    assert words.words(text) == ["so", "it", "is", "yes"]


def test_a_remark_is_said():
    assert words.words("**Note:** so it is.") == ["note", "so", "it", "is"]


@given(st.text(st.sampled_from("*_>[]: \n\rAanB0:12()\\-，：")) | st.text())
def test_labels_are_in_order_apart_and_at_the_start_of_lines(text):
    end = 0
    for label in labels(text):
        assert end <= label.start < label.end <= len(text)
        assert label.start == 0 or text[label.start - 1] in "\r\n"
        assert label.name
        assert label.name in text[label.start : label.end]
        end = label.end


@pytest.mark.parametrize(
    "text",
    [
        "A" * 5_000_000,
        "Ab: " * 1_250_000,
        "".join(f"N{n}: a\n" for n in range(500_000)),
        "*" * 5_000_000,
        "[1:02" * 1_000_000,
        "1:02\n" * 1_000_000,
        ">" * 5_000_000,
        " \n" * 2_500_000,
        "A" + " " * 5_000_000,
    ],
    ids=[
        "a word",
        "a line",
        "all different",
        "stars",
        "brackets",
        "times",
        "arrows",
        "blank",
        "a gap",
    ],
)
def test_five_megabytes_are_masked(text):
    """Were it quadratic, this test would not end."""
    assert len(words.mask_unspoken(text)) == len(text)
