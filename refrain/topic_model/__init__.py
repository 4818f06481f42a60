"""Suggested topics: what texts without labels seem to be about, how surely, and how stably.

Texts become TF-IDF vectors, which non-negative matrix factorisation (NMF; Lee and Seung 1999)
splits into a chosen number of topics, each a weighting of words. It is deterministic (NNDSVD
initialisation, Boutsidis and Gallopoulos 2008); only the subsamples that stability is measured on
are drawn, from a seed. Distinct texts count once. Function words and fillers of the languages that
the texts are in (as for keywords) and the names of the speakers are left out: a transcript repeats
who speaks more often than what about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from refrain import words
from refrain.corpus import STRING, Corpus
from refrain.extras import needed

with needed("topics"):
    from sklearn.metrics import adjusted_rand_score

    from refrain.keywords import stopwords
    from refrain.topic_model.factors import LARGEST_SAMPLE, SAMPLE, factorise, stability_of, weigh

MARK = "≈ "
"""Stands before the name of every suggested topic on every page; `exported` has columns instead."""

FEWEST_TEXTS = 4
MOST_TOPICS = 20
TRIED = 8
"""The most topics that are tried where the number is not given."""
IN_NAME, IN_KEYWORDS = 3, 10
SLACK = 0.02
"""Stabilities so near to the best are as good: the most topics among them are taken."""


@dataclass(frozen=True)
class Suggestion:
    """Topics for the distinct texts of a corpus.

    `members` has a row per distinct text: text_id, topic (missing for a text without a word that
    counts), sure (the topic's part of what explains the text, 0 to 1), second (the next best
    topic) and second_sure. `topics` has a row per topic, the biggest first: topic, keywords, texts,
    sure (mean of its texts), stability. `stability` is the mean adjusted Rand index, and `tried`
    what it is for each number of topics that was tried (count, stability).
    """

    members: pd.DataFrame
    topics: pd.DataFrame
    stability: float
    tried: pd.DataFrame


def most_topics(texts: int) -> int:
    """The largest number of topics for so many texts: fewer than the texts of a subsample."""
    if texts < FEWEST_TEXTS:
        return 0
    return min(int(np.ceil(SAMPLE * min(texts, LARGEST_SAMPLE))) - 1, MOST_TOPICS)


def suggest(
    transcripts: pd.DataFrame, count: int | None = None, seed: int = 0
) -> Suggestion | None:
    """Suggest `count` topics, or without it the most that are stable (see `stability_of`).

    None where there are fewer than FEWEST_TEXTS texts with words that count. A `count` of more
    than `most_topics` is lowered to it.
    """
    rows = transcripts[transcripts["text_id"].notna()].drop_duplicates("text_id")
    stated = set(transcripts["language"].dropna())
    common = stopwords.of_languages(stopwords.languages_in(rows, stated))
    weights, vocabulary = weigh(rows["text"], common | _names_in(transcripts["speaker"]))
    spoken = np.flatnonzero(weights.getnnz(axis=1))
    most = min(most_topics(len(spoken)), len(vocabulary))
    if most < 2:
        return None
    matrix = weights[spoken]
    counts = [min(max(count, 2), most)] if count else range(2, min(most, TRIED) + 1)
    tried = pd.DataFrame(
        [(number, *stability_of(matrix, number, seed)) for number in counts],
        columns=["count", "stability", "by_topic"],
    )
    best = tried[tried["stability"] >= tried["stability"].max() - SLACK].iloc[-1]
    parts, topics = factorise(matrix, int(best["count"]))
    return _told(rows["text_id"], spoken, (parts, topics), vocabulary, best, tried)


def renamed(suggestion: Suggestion, names: Sequence[str]) -> Suggestion:
    """The suggestion with a person's names, in the order of its topics; an empty one changes
    nothing. The mark stays before them, and equal names are numbered."""
    wanted = dict(enumerate(name.removeprefix(MARK).strip() for name in names))
    old = suggestion.topics["topic"].tolist()
    new = _unique([wanted.get(n) or name.removeprefix(MARK) for n, name in enumerate(old)])
    to = dict(zip(old, new, strict=True))
    members = suggestion.members.assign(
        topic=suggestion.members["topic"].map(to).astype(STRING),
        second=suggestion.members["second"].map(to).astype(STRING),
    )
    return replace(suggestion, members=members, topics=suggestion.topics.assign(topic=new))


def applied(corpus: Corpus, suggestion: Suggestion) -> Corpus:
    """The corpus with the suggested topics in place of its own (see `Corpus.labelled`)."""
    return corpus.with_topics(suggestion.members.set_index("text_id")["topic"])


def exported(corpus: Corpus, suggestion: Suggestion) -> pd.DataFrame:
    """The transcripts of a corpus that `applied` made, for a file: suggestion and label both.

    The columns of `Corpus.transcripts`, with `topic` without the mark, and: topic_suggested (true
    where the row has a suggested topic), topic_sure (0 to 1), label (the topic as loaded).
    """
    rows = corpus.transcripts
    sure = suggestion.members.set_index("text_id")["sure"]
    topic = rows["topic"].astype(STRING).str.removeprefix(MARK)
    return rows.assign(
        topic=topic,
        topic_suggested=topic.notna(),
        topic_sure=rows["text_id"].map(sure).where(topic.notna()),
        label=corpus.labelled.transcripts["topic"].astype(STRING),
    )


def agreement(corpus: Corpus) -> float | None:
    """The adjusted Rand index of suggested topics with the labels, over the texts that have both.

    1 the same groups, 0 as by chance (Hubert and Arabie 1985). None without labels of two kinds.
    """
    labels = corpus.labelled.transcripts["topic"].astype(STRING)
    rows = corpus.transcripts.assign(label=labels, topic=corpus.transcripts["topic"].astype(STRING))
    rows = rows.dropna(subset=["text_id", "label", "topic"]).drop_duplicates("text_id")
    if rows["label"].nunique() < 2:
        return None
    return float(adjusted_rand_score(rows["label"], rows["topic"]))


def _names_in(speakers: pd.Series) -> set[str]:
    return {word for names in speakers.dropna().unique() for word in words.words(names)}


def _told(
    text_ids: pd.Series,
    spoken: np.ndarray,
    found: tuple[np.ndarray, np.ndarray],
    vocabulary: np.ndarray,
    best: pd.Series,
    tried: pd.DataFrame,
) -> Suggestion:
    parts, topics = found
    share = parts / np.maximum(parts.sum(axis=1, keepdims=True), 1e-12)
    ranked = np.argsort(-share, axis=1, kind="stable")
    size = np.bincount(ranked[:, 0], minlength=len(topics))
    order = np.argsort(-size, kind="stable")
    keywords = [_keywords(topics[n], vocabulary) for n in order]
    names = np.array(_unique([", ".join(own[:IN_NAME]) for own in keywords]), dtype=object)
    place = np.argsort(order)
    at = np.arange(len(share))
    members = pd.DataFrame({"text_id": text_ids.to_numpy()[spoken]}).assign(
        topic=names[place[ranked[:, 0]]],
        sure=share[at, ranked[:, 0]].astype("float64"),
        second=names[place[ranked[:, 1]]],
        second_sure=share[at, ranked[:, 1]].astype("float64"),
    )
    members = members.merge(text_ids.rename("text_id"), on="text_id", how="right")
    members = members.astype({"topic": STRING, "second": STRING})
    table = pd.DataFrame(
        {
            "topic": pd.Series(list(names), dtype=STRING),
            "keywords": pd.Series([", ".join(own) for own in keywords], dtype=STRING),
            "texts": size[order],
            "sure": [members.loc[members["topic"] == name, "sure"].mean() for name in names],
            "stability": best["by_topic"][order],
        }
    )
    counts = tried[["count", "stability"]]
    return Suggestion(members, table, float(best["stability"]), counts)


def _keywords(weights: np.ndarray, vocabulary: np.ndarray) -> list[str]:
    """The heaviest words of a topic, without those that are forms of one before them."""
    kept: list[str] = []
    for word in vocabulary[np.argsort(-weights, kind="stable")[: 4 * IN_KEYWORDS]]:
        if not any(_alike(word, other) for other in kept):
            kept.append(word)
    return kept[:IN_KEYWORDS]


def _alike(a: str, b: str) -> bool:
    """Whether two words are likely forms of one: they begin alike, as far as five letters.

    >>> _alike("hash", "hashing"), _alike("contributor", "contributions"), _alike("node", "notes")
    (True, True, False)
    """
    length = min(len(a), len(b), 5)
    return a[:length] == b[:length]


def _unique(names: list[str]) -> list[str]:
    """Each name with the mark, numbered where it was there before."""
    taken: dict[str, int] = {}
    found = []
    for name in names:
        taken[name] = taken.get(name, 0) + 1
        found.append(MARK + (name if taken[name] == 1 else f"{name} · {taken[name]}"))
    return found
