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


def test_a_table_that_would_not_fit_is_refused_with_a_remedy(engine_of):
    engine = engine_of(" ".join(["so"] * 200_000))
    with pytest.raises(TooLargeError, match=r"60 GB\. Ask for those that save most: top="):
        engine.fragments(RepeatQuery(20))
    assert len(engine.fragments(RepeatQuery(20), top=3).rows) == 3
