"""The facts of the two real corpora."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

import refrain
from refrain.fragments import FragmentIndex, RepeatQuery


@pytest.fixture(scope="module")
def corpus(fewshot_path) -> refrain.Corpus:
    return refrain.load(fewshot_path)


def test_prompts_labels_and_texts(corpus):
    rows = corpus.transcripts
    assert rows["prompt"].nunique() == 7
    assert rows["role"].value_counts().to_dict() == {"shot": 14, "target": 7, "transcript": 0}
    assert rows["text"].notna().sum() == 19
    assert len(corpus.texts) == 7
    assert rows["text"].dropna().str.split().str.len().sum() == 36_444
    # Recognised speech without punctuation: its words are what stands between white space.
    assert rows["words"].sum() == 36_444


def test_every_prompt_has_the_same_two_shots(corpus):
    shots = corpus.transcripts[corpus.transcripts["role"] == "shot"]
    for _, prompt in shots.groupby("prompt"):
        assert prompt["topic"].tolist() == ["mixtral8x7b", "full-stack"]
        assert prompt["chars"].tolist() == [8007, 8007]


def test_targets_in_order_with_their_lengths(corpus):
    targets = corpus.transcripts[corpus.transcripts["role"] == "target"]
    assert dict(zip(targets["topic"], targets["chars"], strict=True)) == {
        "dpo": 14_507,
        "full-stack": 14_507,
        "hashing": 14_183,
        "localized_deployment": 0,
        "mixtral8x7b": 14_507,
        "mlops_llm_eval": 14_507,
        "react": 0,
    }


def test_the_two_missing_targets_are_reported_with_their_lines_and_keep_their_rows(corpus):
    told = corpus.problems[["line", "kind"]].to_numpy().tolist()
    assert told == [[57, "missing-text"], [100, "missing-text"]]
    missing = corpus.transcripts[corpus.transcripts["text"].isna()]
    assert missing["topic"].tolist() == ["localized_deployment", "react"]
    assert missing["line"].tolist() == [57, 100]


def test_texts_are_verbatim(corpus, fewshot_path):
    decoded = fewshot_path.read_text(encoding="utf-8")
    for row in corpus.transcripts.dropna(subset="text").itertuples():
        assert decoded[row.start : row.end] == row.text


def test_only_versions_of_a_text_share_twenty_words(corpus):
    index = FragmentIndex.build(corpus.transcripts)
    twenty = windows(index, 20)
    shared = {}
    for topic, known in (("mixtral8x7b", 1041), ("full-stack", 1031)):
        one, two = (twenty[row] for row in index.texts.index[index.texts["topic"] == topic])
        shared[topic] = one & two
        assert len(shared[topic]) == known
    several = Counter(words for own in twenty for words in own)
    assert {words for words, n in several.items() if n > 1} == set.union(*shared.values())
    fragments = index.fragments(RepeatQuery(20)).rows
    assert fragments["transcripts"].eq(2).all()
    assert fragments["kind"].eq("excerpt").all()
    assert (fragments["words"] - 19).sum() == 1041 + 1031


def windows(index, length):
    """The distinct sequences of so many words in each text."""
    ids = [index.words(text_id).ids for text_id in index.texts["text_id"]]
    return [{tuple(w) for w in np.lib.stride_tricks.sliding_window_view(i, length)} for i in ids]


def test_the_podcasts_are_a_folder_per_show_and_a_file_per_episode(podcasts_path):
    corpus = refrain.load(podcasts_path)
    counts = corpus.transcripts["topic"].value_counts().to_dict()
    assert counts == {"brainscience": 34, "rfc": 21, "spotlight": 15, "afk": 12}
    assert corpus.problems[["source", "kind"]].to_numpy().tolist() == [["LICENSE", "skipped-file"]]
    first = corpus.transcripts.iloc[0]
    assert first["transcript_id"] == "afk/away-from-keyboard-1.md"
    assert first["title"] == "away from keyboard 1"
    speakers = corpus.transcripts["speaker"].str.split("; ")
    assert speakers.notna().all()
    assert speakers.str.len().ge(2).all()
    assert not {"Break", "Outro"} & set(speakers.explode())
