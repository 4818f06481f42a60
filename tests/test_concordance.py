"""The lines that a phrase, or a fragment, stands in."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refrain import concordance, words
from refrain.concordance import lines
from refrain.fragments import RepeatQuery
from refrain.partial_table import LeastTable
from tests.builders import corpus_of, index_of, texts_of


def test_a_line_is_the_verbatim_text_by_its_offsets():
    frame = texts_of(("a", "So, I DON’T <b>know</b>."), ("b", "You don't. Dont!"))
    found, total = lines(frame, "don't", width=4)
    assert total == 3
    assert found["match"].tolist() == ["DON’T", "don't", "Dont"]
    assert found["left"].tolist() == [", I ", "You ", "'t. "]
    assert found["right"].tolist() == [" <b>", ". Do", "!"]
    assert found["name"].tolist() == ["0.txt", "1.txt", "1.txt"]
    assert found["transcript_id"].tolist() == ["0.txt", "1.txt", "1.txt"]
    assert found["topic"].tolist() == ["a", "b", "b"]
    assert found["text_id"].tolist() == frame["text_id"].iloc[[0, 1, 1]].tolist()
    assert found["start"].tolist() == [6, 4, 11]
    assert found["end"].tolist() == [11, 9, 15]


def test_an_ascii_text_with_an_apostrophe_is_not_passed_over():
    assert lines(texts_of(("a", "I don't know")), "DONT").rows["match"].tolist() == ["don't"]


def test_a_word_near_the_start_of_a_long_text_has_all_that_is_before_it():
    found = lines(texts_of(("a", "So redis " + "and so on " * 20)), "redis", width=10).rows
    assert found["left"].tolist() == ["So "]


def test_html_comes_back_as_it_stands():
    html = '<script>alert("redis")</script> & <img src=x onerror="redis()"> redis'
    found = lines(texts_of(("a", html)), "redis", width=200).rows
    whole = found["left"] + found["match"] + found["right"]
    assert whole.tolist() == [html, html]


@pytest.mark.parametrize("limit", [0, 1, 3, 4, 5])
def test_a_limit_cuts_lines_and_not_the_total(limit):
    frame = texts_of(("a", "redis redis"), ("b", "redis, or redis"))
    found, total = lines(frame, "redis", limit=limit)
    assert len(found) == min(limit, 4)
    assert total == 4


def test_a_phrase_is_found_over_punctuation():
    found = lines(texts_of(("a", "The key, value; the key of value.")), "key value").rows
    assert found["match"].tolist() == ["key, value"]


@pytest.mark.parametrize("word", ["", "  ", "?!", "elsewhere"])
@pytest.mark.parametrize("transcripts", [[], [("a", "redis"), ("b", "")]])
def test_no_line_is_an_empty_table(word, transcripts):
    found, total = lines(texts_of(*transcripts), word)
    assert found.empty
    assert total == 0
    some = lines(texts_of(("a", "redis")), "redis").rows
    assert found.dtypes.to_dict() == some.dtypes.to_dict()


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("aAbﬁſKé½İß'’<&. \n"), max_size=25), max_size=4))
def test_every_word_of_a_text_leads_to_its_lines(made):
    frame = texts_of(*((None, text) for text in made))
    counted = Counter(word for text in frame["text"] for word in words.words(text))
    for word, count in counted.items():
        found, total = lines(frame, word, limit=3)
        assert total >= count  # a phrase may read as the word too
        assert len(found) == min(total, 3)
        for line in found.to_dict("records"):
            (text,) = frame["text"][frame["text_id"] == line["text_id"]]
            assert text[line["start"] : line["end"]] == line["match"]
            assert line["left"] + line["match"] + line["right"] in text


def test_each_place_of_a_fragment_is_a_line_like_those_of_a_phrase():
    jingle = "this is the jingle"
    corpus = corpus_of(f"so, {jingle} a b", f"i j {jingle}")
    index = index_of(*corpus.texts["text"])
    places = index.places(index.fragments(RepeatQuery(4)).rows["fragment"][0]).rows
    found = concordance.around(corpus.texts, places)
    assert found["nth"].tolist() == [1, 2]
    assert found["at"].round().tolist() == [15, 18]
    same = ["left", "match", "right", "start", "end", "name"]
    pd.testing.assert_frame_equal(
        found[same], lines(corpus.texts, jingle).rows[same], check_dtype=False
    )


def test_of_a_long_passage_a_line_has_both_ends():
    passage = " ".join(f"w{n}" for n in range(100))
    corpus = corpus_of(f"{passage} one", f"{passage} two")
    index = index_of(*corpus.texts["text"])
    places = index.places(index.fragments(RepeatQuery(20)).rows["fragment"][0]).rows
    (first, _) = concordance.around(corpus.texts, places)["match"]
    assert first == f"{passage[:90]} … {passage[-90:]}"


def test_a_search_may_stop_to_count_and_says_so():
    corpus = corpus_of(*({"text": f"{n} said and said again"} for n in range(9)))
    whole = concordance.lines(corpus.texts, "said", 3)
    assert (len(whole.rows), whole.total, isinstance(whole, LeastTable)) == (3, 18, False)
    some = np.arange(9) >= 7
    few = concordance.lines(corpus.texts, "said", 50, only=some)
    assert few.rows["transcript_id"].nunique() == 2 == few.total / 2
    told = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(concordance, "_PIECE", 40)
        least = concordance.lines(
            corpus.texts, "said", 3, most_chars=30, progress=lambda what, share: told.append(share)
        )
    assert isinstance(least, LeastTable)
    assert least.rows.equals(whole.rows)
    assert 3 <= least.total < 18
    assert told == sorted(told)
