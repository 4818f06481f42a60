"""Contamination: what a dataset shares with one that it must not share anything with.

A model that was shown the passages of a test set answers them from memory. What is looked for is
near-repeats, as a test set is seldom spelled, or transcribed, as what leaked of it.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from refrain.corpus import Corpus
from refrain.errors import RefrainError
from refrain.fragments import MIN_WORDS, FragmentEngine, FragmentIndex, RepeatQuery
from refrain.schemas import STRING

QUERY = RepeatQuery(MIN_WORDS, similarity=0.8)
"""What counts where nothing else is asked for: passages that agree in four words of five."""
_OF_INDEX = 0.6
"""How far it is when both are indexed: near-repeats take the rest."""
PASSAGES = {
    "text_id": "str",
    "word": "int64",
    "words": "int64",
    "start": "int64",
    "end": "int64",
    "other": "str",
    "other_word": "int64",
    "other_words": "int64",
    "other_start": "int64",
    "other_end": "int64",
    "similarity": "float64",
}
"""The columns of `contamination`."""


class NothingComparedError(RefrainError):
    """There are no words on one of the two sides; the message says on which."""


def contamination(
    corpus: Corpus,
    reference: Corpus,
    query: RepeatQuery = QUERY,
    progress: Callable[[str, float], object] = lambda stage, share: None,
) -> pd.DataFrame:
    """The passages of a corpus that a reference set has too, in the order of the texts.

    Columns: text_id, word (its first, from 0), words (its length), start, end (characters of the
    text, as `corpus.texts` has it); other (the text_id in the reference), other_word, other_words,
    other_start, other_end (characters as `reference.texts` has it); similarity (0 to 1). Passages
    may overlap. A text whose words are all those of a text of the reference is one passage. Time
    and memory are those of an index of both.

    Raises NothingComparedError where the corpus or the reference has no words: that nothing is
    shared would be no news then.
    """
    for side in (corpus, reference):
        if not _words(side):
            raise NothingComparedError(
                f"Nothing was compared: “{side.name}” has no transcript with words. Is it the "
                "right one?"
            )
    known = corpus.texts["text_id"].isin(reference.texts["text_id"])
    others = corpus.texts[~known]
    both = [reference.transcripts, _rows_of(corpus, others)]
    engine: FragmentEngine = FragmentIndex.build(
        pd.concat([_plain(rows) for rows in both], ignore_index=True),
        lambda stage, share: progress(stage, _OF_INDEX * share),
    )
    shared = engine.shared_with(len(reference.texts), query)
    found = pd.concat([_copies(corpus.texts[known], reference), shared], ignore_index=True)
    order = found["text_id"].map({t: n for n, t in enumerate(corpus.texts["text_id"])})
    found = found.iloc[order.to_numpy().argsort(kind="stable")]
    return found[list(PASSAGES)].astype(PASSAGES).reset_index(drop=True)


def by_text(corpus: Corpus, passages: pd.DataFrame) -> pd.DataFrame:
    """How much of each text is in the passages that `contamination` found, most first.

    Columns: text_id, name, role, words, shared (words in passages, each counted once), share
    (shared / words), passages (how many), other (the text_id that has the longest of them).
    Texts that share nothing are in no row.
    """
    longest = passages.sort_values("words", ascending=False, kind="stable")
    by_id = longest.groupby("text_id", sort=False)
    found = by_id.agg(passages=("other", "size"), other=("other", "first"))
    found["shared"] = covered_words(passages)
    texts = corpus.texts.set_index("text_id")[["name", "role", "words"]]
    found = texts.join(found, how="inner").reset_index()
    found["share"] = found["shared"] / found["words"].clip(lower=1)
    columns = ["text_id", "name", "role", "words", "shared", "share", "passages", "other"]
    return found.sort_values("share", ascending=False, kind="stable")[columns].reset_index(
        drop=True
    )


def covered_words(passages: pd.DataFrame, side: str = "") -> pd.Series:
    """By text_id, of texts with passages: the words that lie in them, each counted once.

    With the side `other_`, those of the texts of the reference.
    """
    text_id, word = passages["other" if side else "text_id"], passages[f"{side}word"]
    ranges = pd.DataFrame(
        {"text_id": text_id, "begin": word, "end": word + passages[f"{side}words"]}
    )
    ranges = ranges.sort_values(["text_id", "begin"], kind="stable")
    of_text = ranges["text_id"]
    reach = ranges.groupby("text_id", sort=False)["end"].cummax()
    before = reach.groupby(of_text, sort=False).shift(fill_value=0)
    new = (ranges["end"] - before.clip(lower=ranges["begin"])).clip(lower=0)
    return new.groupby(of_text, sort=False).sum().astype("int64")


def _words(corpus: Corpus) -> int:
    return int(corpus.texts["words"].sum())


def _rows_of(corpus: Corpus, texts: pd.DataFrame) -> pd.DataFrame:
    """The rows in which these texts appear."""
    rows = corpus.transcripts
    return rows[rows["text_id"].isin(texts["text_id"])]


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that go into one table with others: what is a category has other values there."""
    return rows.assign(topic=rows["topic"].astype(STRING), role=rows["role"].astype(STRING))


def _copies(texts: pd.DataFrame, reference: Corpus) -> pd.DataFrame:
    """The texts that the reference has too, each as one passage."""
    there = reference.texts.set_index("text_id").loc[texts["text_id"]]
    return pd.DataFrame(
        {
            "text_id": texts["text_id"].to_numpy(),
            "word": 0,
            "words": texts["words"].to_numpy(),
            "start": 0,
            "end": texts["chars"].to_numpy(),
            "other": texts["text_id"].to_numpy(),
            "other_word": 0,
            "other_words": there["words"].to_numpy(),
            "other_start": 0,
            "other_end": there["chars"].to_numpy(),
            "similarity": 1.0,
        }
    )
