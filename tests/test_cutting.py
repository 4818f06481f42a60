"""What is left of a text after a cut is whole: pairs, tags, times, turns, tokens and sentences."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refrain import boilerplate, cutting, words
from refrain.fragments import FLOOR, RepeatQuery
from tests.builders import corpus_of, index_of

SPOKEN = [
    "apples",
    "pears",
    "Äpfel",
    "e-mail",
    "don’t",
    "яблоки",
    "تفاح",
    "सेब",
    "฿5",
    "苹果",
    "林檎",
    "3.5",
]
PAIRS = ["()", "[]", "“”", "„“", "«»", "»«", "「」", "『』", "（）", "‘’", '""', "**", "__", "¿?"]
TAGS = [
    ("<b>", "</b>"),
    ('<font color="red">', "</font>"),
    ("<i>", "</i>"),
    ("[", "](http://x.yz/a)"),
]
LABELS = ["**Ann:** ", "**Bo Li:** ", "SPEAKER_01: ", ">> Zoë: "]
TIMES = ["[00:01:02] ", "(1:09) ", "\\[01:09\\] "]
ENDS = [". ", "! ", "? ", ", ", "。", "、", "؟ ", "। ", "… ", "\n", "\n\n", " — ", " "]


@st.composite
def phrases(draw, depth=2):
    """Words with pairs around some of them, a mark behind each phrase."""
    said = []
    for _ in range(draw(st.integers(1, 4))):
        kind = (
            draw(st.sampled_from(["words", "words", "pair", "tag", "time"])) if depth else "words"
        )
        if kind == "time":
            said.append(draw(st.sampled_from(TIMES)))
        inner = (
            draw(phrases(depth=depth - 1)).strip()
            if kind in ("pair", "tag")
            else " ".join(draw(st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=3)))
        )
        if kind == "pair":
            pair = draw(st.sampled_from(PAIRS))
            sides = (pair, pair) if pair in ("**", "__") else tuple(pair)
            inner = inner.replace("\n", " ").join(sides)
        elif kind == "tag":
            inner = inner.replace("\n", " ").join(draw(st.sampled_from(TAGS)))
        said += [inner, draw(st.sampled_from(ENDS))]
    return "".join(said)


@st.composite
def talks(draw):
    """Lines, some of which say who speaks, and some with a bullet or a heading."""
    lines = []
    for _ in range(draw(st.integers(1, 5))):
        head = draw(st.sampled_from(["", "", *LABELS, *TIMES, "- ", "# "]))
        lines.append(head + draw(phrases()).strip())
    return draw(st.sampled_from(["\n", "\n\n", "\r\n"])).join(lines).strip()


def left_of(text, gone):
    """What is left without the words that go, of which there is a flag for each."""
    starts, ends = np.array(list(words.bounds(text)), dtype=np.int64).reshape(-1, 2).T
    cursor, left = 0, []
    for piece in cutting.pieces(text, starts, ends, np.array(gone, dtype=bool)):
        left.append(text[cursor : piece.start])
        cursor = piece.end
    return "".join([*left, text[cursor:]])


def without(text, *phrases):
    """What is left without the words of some phrases."""
    of_text = words.words(text)
    gone = [False] * len(of_text)
    for phrase in phrases:
        cut = words.words(phrase)
        for n in range(len(of_text) - len(cut) + 1):
            if of_text[n : n + len(cut)] == cut:
                gone[n : n + len(cut)] = [True] * len(cut)
    assert any(gone)
    return left_of(text, gone)


@pytest.mark.parametrize(
    ("text", "cut", "left"),
    [
        # Time marks: with all that is said up to the next, or not at all.
        ("[00:01:02] pears [00:01:09] apples", "pears", "[00:01:09] apples"),
        ("[00:01:02] pears plums [00:01:09] apples", "pears", "[00:01:02] plums [00:01:09] apples"),
        ("[00:01] pears plums [00:09] apples figs", "plums apples", "[00:01] pears [00:09] figs"),
        ("1\n00:01,000 --> 00:02,000\npears\n\n2\n00:02,000 --> 00:03,000\nfigs", "pears",
         "2\n00:02,000 --> 00:03,000\nfigs"),
        # Tags, and what is emptied.
        ("So <b>apples</b> it is", "apples", "So it is"),
        ("So <b>apples pears</b> it is", "So apples", "<b>pears</b> it is"),
        ("So <b>apples</b> it is", "it is", "So <b>apples</b>"),
        ("See [the list](https://a.b/c) here", "the list", "See here"),
        ("It is **apples** here", "apples", "It is here"),
        ("So AT&amp;T it is", "it is", "So AT&amp;T"),
        ("one &amp; two three", "two", "one &amp; three"),
        ("one &amp; two.", "two", "one &amp;"),
        ("one &quot;two&quot; three", "two", "one three"),
        ("one &quot;two four&quot; three", "two", "one &quot;four&quot; three"),
        # Quotation marks and brackets.
        ("He said “apples pears” and went", "said apples", "He “pears” and went"),
        ("He said “apples pears” and went", "apples pears", "He said and went"),
        ("He said „Äpfel“ und ging", "Äpfel", "He said und ging"),
        ("Il dit « pommes » et part", "pommes", "Il dit et part"),
        ("Note (apples, pears) this", "apples", "Note (pears) this"),
        ("Note (apples pears) this", "pears", "Note (apples) this"),
        ("他说「苹果」了。再见。", "苹果", "他说了。再见。"),
        ("¿Qué tal? Bien.", "Qué tal", "Bien."),
        # Marks.
        ("甲乙。丙丁。戊己。", "丙丁", "甲乙。戊己。"),
        ("سيب. تفاح؟ عنب.", "تفاح", "سيب. عنب."),
        ("हम आए। सेब खाए। गए।", "सेब खाए", "हम आए। गए।"),
        ("We said, buy now. Two.", "buy now", "We said. Two."),
        ("One. Buy now — two.", "Buy now", "One. two."),
        # Tokens.
        ("an e-mail came", "an e", "e-mail came"),
        ("see https://a.b/c?d=e now", "d e now", "see https://a.b/c?d=e"),
        ("at 12:30 we met", "30 we", "at 12:30 met"),
        ("costs $5 or 6% more", "5 or 6", "costs more"),
        ("l’huile et le sel", "huile et", "l’huile le sel"),
        # Turns.
        ("**Ann:** Hello there.\n\n**Bo:** Hi you.\n\n**Ann:** Right.", "Hi you",
         "**Ann:** Hello there.\n\n**Ann:** Right."),
        ("**Ann:** Hello there.\n**Bo:** Hi you.", "there Hi", "**Ann:** Hello.\n**Bo:** you."),
        ("**Ann:** Hello.\n\nAnd more.\n\n**Bo:** Hi.", "Hello",
         "**Ann:** And more.\n\n**Bo:** Hi."),
        ("**Ann:**\nHello.\n\n**Bo:**\nHi.", "Hello", "**Bo:**\nHi."),
        (">> Ann: Hello.\n>> Bo: Hi.", "Hello", ">> Bo: Hi."),
        # Lines.
        ("Buy:\n- apples\n- pears\n- figs", "pears", "Buy:\n- apples\n- figs"),
        ("# Apples\n\nSo we went.", "Apples", "So we went."),
        ("We went\nand saw pears\nand figs\nand left", "saw pears and figs",
         "We went\nand\nand left"),
        ("One.\n\nTwo.\n\nThree.", "Two", "One.\n\nThree."),
        ("One.\r\n\r\nTwo.", "Two", "One."),
        ("Só isso", "Só isso", ""),
    ],
)  # fmt: skip
def test_a_cut_keeps_or_takes_what_belongs_together(text, cut, left):
    assert without(text, cut) == left


def unbalanced(text, opening, closing):
    """How many of two delimiters lack the other."""
    lacking = opened = 0
    for character in text:
        opened += character == opening
        if character == closing:
            lacking, opened = (lacking, opened - 1) if opened else (lacking + 1, 0)
    return lacking + opened


BRACKETS = ["()", "[]", "«»", "「」", "『』", "（）", "<>"]
EMPTY = re.compile(
    r"\(\s*\)|\[\s*\]|“\s*”|„\s*“|«\s*»|»\s*«|「\s*」|『\s*』|（\s*）|<(\w+)[^<>]*>\s*</\1>|</?>"
)
CLOCK = re.compile(r"\d+:\d\d(?::\d\d)?")
TAG = re.compile(r"<[^<>]*>")
DOUBLED = re.compile(r"[.!?,。、؟।]\s*[.!?,。、؟।]")
HEAD = re.compile(r"^(?:\*\*[^*\n]+:\*\*|SPEAKER_01:|>> Zoë:)", re.MULTILINE)
LACKING = [
    *(lambda text, pair=pair: unbalanced(text, *pair) for pair in BRACKETS),
    lambda text: abs(text.count("“") + text.count("„") - text.count("”")),
    lambda text: text.count('"') % 2,
    lambda text: text.count("**") % 2,
    lambda text: text.count("¿") > text.count("?"),
    lambda text: len(EMPTY.findall(text)),
    lambda text: len(DOUBLED.findall(text)),
]
"""What a whole text has none of, and no cut may add."""


def assert_is_whole(text, left):
    for lacking in LACKING:
        assert lacking(left) <= lacking(text), left
    for whole in (CLOCK, TAG):
        assert set(whole.findall(left)) <= set(whole.findall(text))
    heads = list(HEAD.finditer(left))
    for head, after in pairwise([*heads, None]):
        spoken = left[head.end() : after.start() if after else None]
        assert any(character.isalnum() for character in spoken), f"{head.group()} says nothing"


@settings(max_examples=200)
@given(talks(), st.data())
def test_what_is_left_is_whole_whatever_goes(text, data):
    count = len(words.words(text))
    runs = data.draw(
        st.lists(st.tuples(st.integers(0, max(count - 1, 0)), st.integers(1, 8)), max_size=3)
    )
    gone = [any(first <= n < first + length for first, length in runs) for n in range(count)]
    left = left_of(text, gone)
    assert_is_whole(text, left)
    stay = [word for word, goes in zip(words.words(text), gone, strict=True) if not goes]
    remaining = iter(words.words(left, include_unspoken=True))
    markup = {"b", "i", "font", "color", "red", "http", "x", "yz", "a"}
    assert all(word in remaining for word in stay if word not in markup)


@settings(max_examples=60)
@given(st.lists(talks(), min_size=1, max_size=3, unique=True), st.sampled_from(boilerplate.KEEP))
def test_cuts_of_repeats_leave_whole_texts_and_come_back(texts, keep):
    """In two spellings, of which one is as the text and the other in capitals and other spaces."""
    again = [text.replace(" ", "  ").upper() for text in texts]
    corpus = corpus_of(*texts, *again, *(f"{text} {texts[0]}" for text in texts))
    index = index_of(*corpus.transcripts["text"])
    cuts = boilerplate.cuts(index, index.fragments(RepeatQuery(FLOOR)).rows["fragment"], keep)
    cleaned = boilerplate.clean(corpus.transcripts, cuts)
    for text, left in zip(corpus.transcripts["text"], cleaned["text"], strict=True):
        assert_is_whole(text, left)
    back = boilerplate.restore(cleaned, boilerplate.record(corpus.transcripts, cuts))
    assert back.equals(corpus.transcripts)
