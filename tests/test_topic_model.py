"""Suggested topics find groups that are there, say how sure they are, and stay marked."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import NMF
from sklearn.metrics import adjusted_rand_score

import refrain
from refrain import topic_model
from refrain.corpus import Corpus
from refrain.topic_model import MARK, factors
from tests.builders import topics_of

THEMES = {
    "cats": "purring whiskers kitten meow paws",
    "dogs": "barking leash kennel puppy fetch",
    "boats": "anchor harbour sailing mast rudder",
}


def themed(each: int = 4, **more) -> Corpus:
    draw = np.random.default_rng(7)
    texts = []
    for label, theme in THEMES.items():
        for n in range(each):
            said = draw.choice(theme.split(), 12)
            texts.append((label, " ".join([*said, f"the thing is {label}{n}"])))
    return topics_of(*texts, **more)


def test_groups_that_are_there_are_found_whatever_their_labels_say():
    whole = themed()
    suggestion = topic_model.suggest(whole.transcripts)
    assert len(suggestion.topics) == 3
    assert suggestion.stability == pytest.approx(1)
    assert suggestion.topics["stability"].min() == pytest.approx(1)
    assert topic_model.agreement(topic_model.applied(whole, suggestion)) == pytest.approx(1)
    for row in suggestion.topics.itertuples():
        (theme,) = [words for words in THEMES.values() if row.keywords.split(", ")[0] in words]
        assert set(row.topic.removeprefix(MARK).split(", ")) <= set(theme.split())
        assert row.topic.startswith(MARK)
        assert row.texts == 4
    assert (suggestion.members["sure"] > 0.9).all()


def test_function_words_of_the_corpus_s_language_are_no_topic():
    words = ("und nicht aber", "aber wenn ohne", "doch weil auch", "nicht wenn", "und weil")
    texts = [(None, text) for text in words]
    # In English, these would be words like others.
    assert topic_model.suggest(topics_of(*texts, language="en").transcripts) is not None
    assert topic_model.suggest(topics_of(*texts, language="de-AT").transcripts) is None


def test_the_same_texts_get_the_same_topics():
    rows = themed().transcripts
    first, second = topic_model.suggest(rows), topic_model.suggest(rows)
    pd.testing.assert_frame_equal(first.members, second.members)
    pd.testing.assert_frame_equal(first.topics, second.topics)


def test_a_person_chooses_the_number_within_what_is_possible():
    rows = themed().transcripts
    assert len(topic_model.suggest(rows, 2).topics) == 2
    # 12 texts, 10 in a subsample: 9 topics at most.
    assert topic_model.max_topics(12) == 9
    assert len(topic_model.suggest(rows, 99).topics) == 9


def test_copies_count_once_and_follow_their_text():
    whole = themed()
    first = whole.transcripts["text"][0]
    twice = topics_of(*zip(whole.transcripts["topic"], whole.transcripts["text"], strict=True))
    again = topics_of(
        *zip(twice.transcripts["topic"], twice.transcripts["text"], strict=True), ("x", first)
    )
    suggestion = topic_model.suggest(again.transcripts, 3)
    assert suggestion.topics["texts"].sum() == 12
    topics = topic_model.applied(again, suggestion).transcripts["topic"]
    assert topics.iloc[-1] == topics.iloc[0]


def test_the_names_of_speakers_make_no_topic():
    rows = themed(speaker="Kitten Meow; Leash, Ph.D").transcripts
    said = " ".join(topic_model.suggest(rows, 3).topics["keywords"]).replace(",", "").split()
    assert not {"kitten", "meow", "leash"} & set(said)
    assert "purring" in said


def test_few_or_wordless_texts_get_no_suggestion():
    assert topic_model.suggest(topics_of().transcripts) is None
    few = topics_of((None, "cat"), (None, "dog"), (None, "fox"))
    assert topic_model.suggest(few.transcripts) is None
    wordless = topics_of(*[(None, f"the of 1{n}") for n in range(9)])
    assert topic_model.suggest(wordless.transcripts) is None


def test_a_text_without_words_has_no_topic_and_missing_texts_neither():
    whole = themed()
    pairs = list(zip(whole.transcripts["topic"], whole.transcripts["text"], strict=True))
    more = topics_of(*pairs, ("odd", "... !!!"), ("gone", None))
    suggestion = topic_model.suggest(more.transcripts, 3)
    assert suggestion.members["topic"].isna().sum() == 1
    rows = topic_model.applied(more, suggestion).transcripts
    assert rows["topic"].isna().tolist() == [False] * 12 + [True, True]


def test_names_can_be_given_and_stay_marked():
    suggestion = topic_model.suggest(themed().transcripts, 3)
    old = suggestion.topics["topic"].tolist()
    named = topic_model.renamed(suggestion, ["Pets", "", f"{MARK}Pets"])
    assert named.topics["topic"].tolist() == [f"{MARK}Pets", old[1], f"{MARK}Pets · 2"]
    first = suggestion.members["topic"] == old[0]
    assert (named.members.loc[first, "topic"] == f"{MARK}Pets").all()
    assert named.members["second"].isin(named.topics["topic"]).all()
    assert topic_model.renamed(suggestion, []).topics["topic"].tolist() == old
    assert topic_model.renamed(suggestion, ["x"] * 9).topics["topic"].nunique() == 3


def test_the_export_tells_suggestion_and_label_apart():
    whole = themed()
    suggestion = topic_model.renamed(topic_model.suggest(whole.transcripts, 3), ["A", "B", "C"])
    rows = topic_model.exported(topic_model.applied(whole, suggestion), suggestion)
    assert set(rows["topic"]) == {"A", "B", "C"}
    assert rows["topic_suggested"].all()
    assert rows["label"].tolist() == whole.transcripts["topic"].tolist()
    assert rows["topic_sure"].between(0.5, 1).all()


def test_labels_come_back_through_a_filter():
    whole = themed()
    suggestion = topic_model.suggest(whole.transcripts, 3)
    part = topic_model.applied(whole, suggestion).select(topics=[suggestion.topics["topic"][0]])
    assert len(part.transcripts) == 4
    assert part.labelled.transcripts["topic"].nunique() == 1
    assert part.labelled.topics[0] in THEMES
    assert whole.labelled is whole


@pytest.mark.parametrize("count", [2, 3, 5])
def test_topics_of_one_decomposition_are_those_of_each_by_itself(count):
    rows = themed(9).transcripts
    matrix, _, _ = factors.weigh(rows["text"], ())
    model = NMF(count, init="nndsvda", random_state=0, tol=1e-3, max_iter=200)
    loadings = model.fit_transform(matrix)
    alone = factors.factorise(matrix, next(factors.starts(matrix, [count])))
    assert alone.loadings == pytest.approx(loadings, abs=1e-4)
    assert alone.components == pytest.approx(model.components_, abs=1e-4)
    first = next(factors.starts(matrix, [count, 6]))
    together = factors.factorise(matrix, first)
    assert together.explained.argmax(axis=1).tolist() == alone.explained.argmax(axis=1).tolist()


def test_of_many_texts_a_sample_finds_the_topics_of_all(monkeypatch):
    whole = themed(20)
    monkeypatch.setattr(factors, "LARGEST_SAMPLE", 30)
    suggestion = topic_model.suggest(whole.transcripts)
    assert suggestion.topics["texts"].tolist() == [20, 20, 20]
    assert suggestion.members["topic"].notna().all()
    assert topic_model.agreement(topic_model.applied(whole, suggestion)) == pytest.approx(1)
    again = topic_model.suggest(whole.transcripts)
    pd.testing.assert_frame_equal(again.members, suggestion.members)


def test_topics_keep_their_order_from_the_sample_to_all_texts():
    matrix, _, _ = factors.weigh(themed(20).transcripts["text"], ())
    some = factors.factorise(matrix[::2], next(factors.starts(matrix[::2], [3])))
    every = factors.factorise(matrix, factors.extended(matrix, some))
    assert every.explained[::2].argmax(axis=1).tolist() == some.explained.argmax(axis=1).tolist()


def test_groups_are_matched_one_to_one():
    # {0,1} {2,3} against {2} {0,1,3}: 2/3 with the second, 1/2 with the first.
    a, b = np.array([0, 0, 1, 1]), np.array([1, 1, 0, 1])
    assert factors.matched_jaccard(a, b, 2) == pytest.approx([2 / 3, 1 / 2])
    assert factors.matched_jaccard(a, np.zeros(4, dtype=int), 2) == pytest.approx([1 / 2, 0])


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30), st.permutations(range(4)))
def test_groups_under_other_numbers_are_the_same(groups, numbers):
    a = np.array(groups)
    b = np.array(numbers)[a]
    same = factors.matched_jaccard(a, b, 4)
    assert same == pytest.approx([float((a == n).any()) for n in range(4)])


WORDS = st.sampled_from([*"abc", "the", "cat", "dog", "boat", "ocean", "1234", "...", ""])


@settings(max_examples=15)
@given(
    st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=14),
    st.integers(2, 4),
)
def test_whatever_the_texts_each_has_one_topic_or_none(texts, count):
    rows = topics_of(*[(None, text) for text in texts]).transcripts
    suggestion = topic_model.suggest(rows, count)
    if suggestion is None:
        return
    ids = rows["text_id"].dropna().unique().tolist()
    assert suggestion.members["text_id"].tolist() == ids
    assert suggestion.members["topic"].dropna().isin(suggestion.topics["topic"]).all()
    assert suggestion.topics["topic"].is_unique
    assert suggestion.members["sure"].dropna().between(0, 1.0001).all()


def test_the_podcasts_fall_into_their_shows_with_the_labels_hidden(podcasts_path):
    whole = refrain.load(podcasts_path)
    hidden = whole.transcripts.assign(topic=pd.Categorical([None] * len(whole.transcripts)))
    suggestion = topic_model.suggest(hidden, 4)
    shows = whole.texts["topic"].astype("str")
    assert adjusted_rand_score(shows, suggestion.members["topic"]) > 0.9
