"""Corpora that would make a careless engine count pairs, or step through places one at a time."""

from __future__ import annotations

import pytest

from refrain.errors import TooLargeError
from refrain.fragments import RepeatQuery

JINGLE = "welcome to the show where we talk of everything that swims"


def test_one_word_a_hundred_thousand_times(engine_of):
    count = 100_000
    engine = engine_of("very " * count)
    best, total = engine.fragments(RepeatQuery(20), top=3)
    assert total == count - 20
    assert best["words"].tolist() == [20, 21, 22]
    assert best["places"].tolist() == [count - 19, count - 20, count - 21]
    assert best["saved"].tolist() == [count - 20, count - 21, count - 22]
    assert best["kind"].eq("within").all()
    assert (
        engine.savings(RepeatQuery(20, ["within"]))["saved"]
        == engine.savings(RepeatQuery(20))["saved"]
        == count - 1
    )
    # The longest run at each word, of which all but the first lie inside one that began before.
    assert len(engine.occurrences(RepeatQuery(20))) == 2


def test_a_jingle_in_ten_thousand_texts_is_one_fragment(engine_of):
    engine = engine_of(*(f"{JINGLE} a{n} b{n} c{n} d{n} e{n}" for n in range(10_000)))
    rows = engine.fragments(RepeatQuery(5)).rows
    row = rows.iloc[0]
    assert (row["passage"], row["places"], row["transcripts"]) == (JINGLE, 10_000, 10_000)
    assert row["saved"] == 11 * 9_999 == engine.savings(RepeatQuery(5))["saved"]
    assert len(rows) == 1
    assert len(engine.occurrences(RepeatQuery(5))) == 10_000


def test_two_loops_share_a_run_for_each_place_at_which_one_of_them_begins(engine_of):
    """And not the square of them that pairs of words inside runs would be."""
    engine = engine_of("a b " * 5_000, "a b " * 3_000)
    one, other = engine.texts["text_id"]
    rows, total = engine.matches(one, other, RepeatQuery(20))
    # Of 10,000 and 6,000 words: the one begins at every other word of the other, and vice versa.
    assert total == len(rows) == 4_991 + 2_991 - 1
    assert rows.loc[(rows["a_word"] == 0) & (rows["b_word"] == 0), "words"].tolist() == [6_000]
    assert rows.loc[(rows["a_word"] == 9_980), "words"].tolist() == [20]
    at_itself = engine.matches(one, one, RepeatQuery(20))
    assert at_itself.total == len(at_itself.rows) == 4_990


def test_matches_beyond_the_most_are_counted_and_what_is_rare_is_listed(engine_of):
    """A jingle 2,000 times in both has 4 million pairs; a passage that comes once is among them."""
    jingle, passage = JINGLE, " ".join(f"rare{n}" for n in range(40))
    one, other = (
        " ".join(f"{jingle} {side}{n}" for n in range(2_000)) + f" {passage}" for side in "xy"
    )
    engine = engine_of(one, other)
    rows, total = engine.matches(*engine.texts["text_id"], RepeatQuery(5))
    assert total == 2_000 * 2_000 + 1
    assert 0 < len(rows) <= 100_000
    assert rows["words"].max() == 40
    assert rows["words"].value_counts().to_dict() == {11: len(rows) - 1, 40: 1}
    overlap = engine.overlap(RepeatQuery(5))
    assert overlap[0, 1] == pytest.approx((2_000 * 11 + 40) / (2_000 * 12 + 40))


def test_a_long_passage_is_shown_by_its_beginning(engine_of):
    engine = engine_of("so " * 40_000)
    best = engine.fragments(RepeatQuery(20), top=1000).rows.iloc[-1]
    assert best["end"] - best["start"] == 3 * best["words"] - 1 < 50_000
    at = engine.places(f"{best['text_id']}.0.30000").rows.iloc[0]
    assert at["end"] - at["start"] == 89_999
    assert at["passage"] == ("so " * 30_000)[:50_000]


def test_a_table_that_would_not_fit_is_refused_with_a_remedy(engine_of):
    engine = engine_of(" ".join(["so"] * 200_000))
    with pytest.raises(TooLargeError, match=r"60 GB\. Ask for those that save most: top="):
        engine.fragments(RepeatQuery(20))
    assert len(engine.fragments(RepeatQuery(20), top=3).rows) == 3
