"""What is seen part by part is what is seen of all at once, wherever the parts end."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from refrain import audit
from refrain.audit import AuditContext
from refrain.fragments import FragmentIndex, NumberedTexts, different_words
from refrain.loops import Repetition
from refrain.partwise import Part, PartMap, looked_before
from refrain.seams import seams
from refrain.words import words
from tests.builders import corpus_of, english

MARKED = "See &lt;b&gt; and <i>that</i>, it&#39;s {\\an8}odd."


@cache
def corpus():
    """Texts of which some loop, roll, break off, are in German, or are stitched."""
    texts = [english(n, 132).replace(" the ", " upon ") for n in range(9)]
    texts[1] = " ".join(texts[0][at : at + 300] for at in (600, 50))
    texts[2] += " And then they stood upon"
    texts[3] += " 1. thanks 2. thanks" * 15
    texts[4] = "\n".join(f"{line}\n{line}" for line in english(30, 300).split(". "))
    texts[5] = "Das ist die Stunde, in der wir uns fragen, was aus der Stadt geworden ist. " * 9
    texts[6] += MARKED
    texts[7] += " 10 10 10" * 20 + " hahaha" + "ha" * 60
    # Windows of one length, cut anywhere: what each word is a piece of, the other texts tell.
    texts[8] = " ".join(english(8, 900)[at : at + 211] for at in range(13, 4000, 617))
    return corpus_of(*texts, "", "... !")


@cache
def index() -> FragmentIndex:
    return FragmentIndex.build(corpus().transcripts)


def cut(texts: pd.DataFrame, ends: list[int]) -> PartMap:
    """The texts in parts that end there; every part is opened anew for each look."""
    edges = [0, *sorted(ends), len(texts)]
    rows = texts.assign(source=corpus().transcripts["source"].iloc[0])

    def look_at_parts(look, given=None):
        for number, (begin, end) in enumerate(pairwise(edges)):
            some = rows.iloc[begin:end].reset_index(drop=True)
            part = Part(some, lambda some=some: NumberedTexts(some))
            yield look(part) if given is None else look(part, given[number])

    return look_at_parts


@cache
def found_at_once() -> pd.DataFrame:
    context = AuditContext(corpus(), index)
    return audit.in_order([audit.found(check, context) for check in audit.CHECKS])


def test_something_is_found_of_each_kind_that_is_looked_for():
    kinds = {"truncated", "loop", "rolling-captions", "wrong-language", "left-markup", "stitched"}
    assert set(found_at_once()["kind"]) >= kinds
    assert set(seams(index())["why"]) == {"spacing", "version"}


@settings(max_examples=15)
@given(st.lists(st.integers(0, 10), max_size=5), st.booleans())
def test_findings_are_the_same_wherever_parts_end(ends, together):
    in_parts = cut(corpus().texts, ends)
    if together:
        in_parts = looked_before(in_parts, audit.LOOKS)
    context = AuditContext(corpus(), index, in_parts)
    found = audit.in_order([audit.found(check, context) for check in audit.CHECKS])
    pd.testing.assert_frame_equal(found, found_at_once())
    pd.testing.assert_frame_equal(context.seams, seams(index()))
    for table, direct in zip(context.repetition, Repetition.of(index()), strict=True):
        pd.testing.assert_frame_equal(table, direct)


def test_looks_that_were_made_together_are_made_once():
    made = []

    def in_parts(look, given=None):
        made.append(look)
        yield look(Part(corpus().texts, index))

    first, other = (lambda part, n=n: n for n in (1, 2))
    before = looked_before(in_parts, [first, other])
    assert [*before(other), *before(first), *before(other)] == [2, 1, 2]
    assert len(made) == 1
    assert [*before(lambda part: 4)] == [4]
    assert len(made) == 2


def test_numbered_texts_have_the_words_of_an_index():
    texts = corpus().texts
    numbered = NumberedTexts(texts)
    pd.testing.assert_series_equal(numbered.word_counts, index().word_counts)
    for text_id in texts["text_id"]:
        here, there = numbered.words(text_id), index().words(text_id)
        assert here.starts.tolist() == there.starts.tolist()
        assert here.ends.tolist() == there.ends.tolist()
    every = {word for text in texts["text"] for word in words(text)}
    for worded in (numbered, index()):
        found = list(different_words(worded))
        assert {word for _, word in found} == every
        assert len(found) == len(every)
