"""Texts that are nearly the same as another: found, named with what differs, and nothing else."""

from __future__ import annotations

import pytest

from refrain import audit
from tests.builders import corpus_of, english

A, B, INTRO = english(1, 300), english(2, 300), english(3, 40)


def edited(text: str) -> str:
    """One word changed, one left out, two put in: the first, of 300, is the tenth."""
    words = text.split()
    words[9] = "otherwise"
    del words[100]
    words[200:200] = ["so", "to"]
    return " ".join(words)


def near_copies(*texts: str) -> list[dict[str, object]]:
    found = audit.findings(corpus_of(*texts))
    return found[found["kind"] == "near-copy"].to_dict("records")


def test_what_differs_is_counted_and_the_first_difference_quoted():
    (finding,) = near_copies(B, A, edited(A))
    assert finding["message"] == (
        "1.txt and 2.txt are nearly the same: of 300 words, 1 changed, 1 missing, 2 added. "
        f"The first difference: “{A.split()[9]}”, there “otherwise”."
    )
    assert (finding["severity"], finding["subject"]) == ("warning", "1.txt and 2.txt")
    assert (finding["transcript_id"], finding["other"]) == ("1.txt", "2.txt")
    assert A[finding["at"] :].startswith(A.split()[9])


def test_an_intro_that_one_has_more_is_said():
    (finding,) = near_copies(f"{INTRO} {A} {B}", f"{A} {B}")
    begin = " ".join(INTRO.split()[:6])
    said = f"of 640 words, 40 missing. The first begins with 40 words more, “{begin}"
    assert said in finding["message"]


def test_each_text_is_named_once_with_the_first_that_it_is_like():
    (finding,) = near_copies(A, edited(A), edited(A).replace("otherwise", "elsewhere"), B)
    assert (finding["subject"], finding["count"]) == ("0.txt and 1.txt and 1 more", 2)
    assert finding["message"].endswith(" So is 2.txt.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (A, f"{A} {B}"),  # an excerpt
        (A, A.upper()),  # a copy
        (f"{A} {B}", f"{A} {english(5, 300)}"),  # half of it
        (" ".join([*A.split()[:60]] * 5), f"{A} {' '.join(A.split()[:60])}"),  # a loop of it
    ],
)
def test_excerpts_copies_and_texts_that_share_a_part_are_no_near_copies(one, other):
    assert near_copies(one, other, english(6, 100)) == []


def test_of_very_long_texts_the_words_are_counted_alone(monkeypatch):
    monkeypatch.setattr("refrain.audit.near_copies.MOST_WORDS", 299)
    (finding,) = near_copies(A, edited(A))
    assert finding["message"].endswith("are nearly the same: 300 words and 301.")
