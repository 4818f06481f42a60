"""Cuts take out the marked fragments and nothing else, join no words, and can be undone."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refrain import boilerplate, words
from refrain.fragments import FLOOR, RepeatQuery
from tests.builders import corpus_of, index_of

INTRO = "Hello and welcome to the show."
HANDS = ["first", "none"]
PIECES = ["a", "b", "c", "A,", "b.", "**", "\n", "é¼", "o'b", "(c)", "d't"]
# Words, and what stands between them: white space, marks, markup, a letter of another script.
spoken = st.lists(st.sampled_from(PIECES), max_size=25)
talks = st.lists(spoken.map(" ".join).map(str.strip), min_size=1, max_size=4, unique=True)


@settings(max_examples=100)
@given(talks, st.sampled_from(HANDS), st.integers(FLOOR, 5))
def test_what_was_cut_gives_the_original_back(texts, keep, min_words):
    corpus = corpus_of(*texts, texts[0])
    index = index_of(*texts)
    marked = index.fragments(RepeatQuery(min_words)).rows["fragment"]
    cuts = boilerplate.cuts(index, marked, keep)
    cleaned = boilerplate.clean(corpus.transcripts, cuts)
    record = boilerplate.record(corpus.transcripts, cuts)
    pd.testing.assert_frame_equal(boilerplate.restore(cleaned, record), corpus.transcripts)
    # The first text stands there twice, so its cuts are recorded for both.
    assert len(record) == len(cuts) + (cuts["text_id"] == corpus.transcripts["text_id"][0]).sum()


@settings(max_examples=100)
@given(talks, st.sampled_from(HANDS), st.integers(FLOOR, 5))
def test_only_the_marked_words_go_and_no_two_are_joined(texts, keep, min_words):
    """The oracle goes word by word: what no cut covers stays, in order, and as it was."""
    index = index_of(*texts)
    found = index.fragments(RepeatQuery(min_words)).rows
    cuts = boilerplate.cuts(index, found["fragment"], keep)
    goes: set[tuple[str, int]] = set()
    for fragment, length in zip(found["fragment"], found["words"], strict=True):
        places = [(p.text_id, p.word) for p in index.places(fragment).rows.itertuples()]
        stays = {(places[0][0], places[0][1] + n) for n in range(length)} if keep == "first" else ()
        goes |= {(text, word + n) for text, word in places for n in range(length)} - set(stays)
    cleaned = boilerplate.clean(corpus_of(*texts).transcripts, cuts)
    by_source = dict(zip(cleaned["transcript_id"], cleaned["text"], strict=True))
    for text in index.texts.itertuples():
        kept = [w for n, w in enumerate(words.words(text.text)) if (text.text_id, n) not in goes]
        assert words.words(by_source[text.transcript_id]) == kept
    assert cuts["words"].sum() == len(goes)
    for _, own in cuts.groupby("text_id"):
        assert (own["start"].to_numpy()[1:] > own["end"].to_numpy()[:-1]).all()


def test_an_intro_stays_where_it_was_first_heard_or_goes_everywhere():
    texts = (f"{INTRO} Today cats.", f"{INTRO} Today dogs.", f"So. {INTRO} Now birds.")
    index = index_of(*texts)
    name = index.fragments(RepeatQuery(6)).rows["fragment"][0]
    first = boilerplate.clean(corpus_of(*texts).transcripts, boilerplate.cuts(index, [name]))
    assert list(first["text"]) == [f"{INTRO} Today cats.", "Today dogs.", "So. Now birds."]
    none = boilerplate.cuts(index, [name], "none")
    assert len(none) == 3


# Of 24 words that differ: copies, with single words changed, missed or added.
SAID = [f"{a}{b}" for a in "kmpr" for b in ("ab", "ef", "io", "ul", "yn", "at")]
noise = st.dictionaries(
    st.integers(0, 23), st.sampled_from(["", "zz.", "(x) y", "A\n"]), max_size=4
)
noisy = st.builds(
    lambda before, changed, after: " ".join(
        [*before, *(changed.get(n, word) for n, word in enumerate(SAID)), *after]
    ).strip(),
    spoken,
    noise,
    spoken,
)


@settings(max_examples=40)
@given(
    st.lists(noisy, min_size=2, max_size=4, unique=True),
    st.sampled_from(HANDS),
    st.sampled_from([0.6, 0.75, 0.9]),
)
def test_near_repeats_are_cut_as_they_stand_and_given_back(texts, keep, similarity):
    corpus, index = corpus_of(*texts, texts[0]), index_of(*texts)
    found = index.fragments(RepeatQuery(FLOOR, similarity=similarity)).rows["fragment"]
    cuts = boilerplate.cuts(index, found, keep)
    cleaned = boilerplate.clean(corpus.transcripts, cuts)
    record = boilerplate.record(corpus.transcripts, cuts)
    pd.testing.assert_frame_equal(boilerplate.restore(cleaned, record), corpus.transcripts)
    goes: set[tuple[str, int]] = set()
    for fragment in found:
        places = index.places(fragment).rows
        words_of = [{(p.text_id, p.word + n) for n in range(p.words)} for p in places.itertuples()]
        named = [f"{p.text_id}.{p.word}.{p.words}" for p in places.itertuples()]
        stays = words_of[named.index(fragment.partition("~")[0])] if keep == "first" else set()
        goes |= set().union(*words_of) - stays
    by_source = dict(zip(cleaned["transcript_id"], cleaned["text"], strict=True))
    for text in index.texts.itertuples():
        kept = [w for n, w in enumerate(words.words(text.text)) if (text.text_id, n) not in goes]
        assert words.words(by_source[text.transcript_id]) == kept


def test_of_a_near_repeat_the_passage_that_is_named_stays_and_others_go_with_their_own_words():
    said = "we thank our sponsor the paper mill by the river for all of its help this year"
    heard = said.replace("paper mill", "papermill")
    texts = (f"One is here. {heard} Cats.", f"Two. {said} Dogs.", f"Birds, three. {heard}")
    index, corpus = index_of(*texts), corpus_of(*texts)
    second = corpus.texts["text_id"][1]
    named = f"{second}.1.17~80"
    left = boilerplate.clean(corpus.transcripts, boilerplate.cuts(index, [named]))
    assert list(left["text"]) == ["One is here. Cats.", texts[1], "Birds, three."]
    longer = f"{second}.0.18~80"
    both = boilerplate.cuts(index, [named, longer], "none")
    assert list(boilerplate.clean(corpus.transcripts, both)["text"])[1] == "Dogs."
    assert both["fragment"][both["text_id"] == second].tolist() == [longer]


def test_a_rule_picks_by_kind_and_by_carriers():
    frame = pd.DataFrame({"fragment": list("abc"), "kind": ["within", "shared", "shared"]})
    frame["transcripts"] = [1, 2, 5]
    assert list(boilerplate.chosen(frame)["fragment"]) == ["a", "b", "c"]
    assert list(boilerplate.chosen(frame, ["shared"])["fragment"]) == ["b", "c"]
    assert list(boilerplate.chosen(frame, None, 3)["fragment"]) == ["c"]
    assert boilerplate.chosen(frame, []).empty


@pytest.mark.parametrize("keep", HANDS)
def test_nothing_marked_and_unknown_marks_cut_nothing(keep):
    corpus = corpus_of("one two three four", "one two three five")
    index = index_of("one two three four", "one two three five")
    for marked in ([], ["", "x.1.2", "gone.0.3"]):
        cuts = boilerplate.cuts(index, marked, keep)
        assert cuts.empty
        pd.testing.assert_frame_equal(
            boilerplate.clean(corpus.transcripts, cuts), corpus.transcripts
        )
        assert boilerplate.record(corpus.transcripts, cuts).empty


def test_a_paragraph_stays_a_paragraph():
    texts = (
        "One.\n\nbuy our new soap\n\nTwo.",
        "Buy our new soap. Three.",
        "x buy our new soap, y",
    )
    index = index_of(*texts)
    cuts = boilerplate.cuts(index, index.fragments(RepeatQuery(4)).rows["fragment"], "none")
    cleaned = boilerplate.clean(corpus_of(*texts).transcripts, cuts)
    assert list(cleaned["text"]) == ["One.\n\nTwo.", "Three.", "x, y"]
    assert list(cleaned["words"]) == [2, 1, 2]
