"""Suggested topics: what texts without labels seem to be about, how surely, and how stably.

Texts become TF-IDF vectors, which non-negative matrix factorisation (NMF; Lee and Seung 1999)
splits into a chosen number of topics, each a weighting of words. It is deterministic (NNDSVD
initialisation, Boutsidis and Gallopoulos 2008); only the subsamples that stability is measured on
are drawn, from a seed. Distinct texts count once. Function words and fillers of the languages that
the texts are in (as for keywords) and the names of the speakers are left out: a transcript repeats
who speaks more often than what about.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score

from refrain import words
from refrain.corpus import STRING, Corpus
from refrain.keywords import stopwords

MARK = "≈ "
"""Stands before the name of every suggested topic on every page; `exported` has columns instead."""

FEWEST_TEXTS = 4
MOST_TOPICS = 20
TRIED = 8
"""The most topics that are tried where the number is not given."""
RUNS = 6
SAMPLE = 0.8
LARGEST_SAMPLE = 1000
VOCABULARY = 4000
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
    common = stopwords.of_languages(stopwords.languages(rows, stated))
    weights, vocabulary = _weigh(rows["text"], common | _names_in(transcripts["speaker"]))
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
    parts, topics = _factorise(matrix, int(best["count"]))
    return _told(rows["text_id"], spoken, (parts, topics), vocabulary, best, tried)


def stability_of(matrix: csr_matrix, count: int, seed: int) -> tuple[float, np.ndarray]:
    """How far the topics stay the same when a fifth of the texts is left out: overall, by topic.

    RUNS times, topics are found in a random SAMPLE of the texts alone, and each text of it goes to
    its strongest. Overall: the mean adjusted Rand index between those groups and the groups of all
    texts (1 the same, 0 as by chance; Hubert and Arabie 1985). By topic: its texts A in the sample
    against the best matching group B, one to one (Hungarian method), the mean of |A ∩ B| / |A ∪ B|
    (Hennig 2007, Cluster-wise assessment of cluster stability: from 0.75 stable, below 0.6 not to
    be trusted). Of more than LARGEST_SAMPLE texts a random part is used.
    """
    draw = np.random.default_rng(seed)
    if matrix.shape[0] > LARGEST_SAMPLE:
        matrix = matrix[np.sort(draw.choice(matrix.shape[0], LARGEST_SAMPLE, replace=False))]
    whole = _factorise(matrix, count)[0].argmax(axis=1)
    size = int(np.ceil(SAMPLE * matrix.shape[0]))
    rand, by_topic = [], []
    for _ in range(RUNS):
        chosen = np.sort(draw.choice(matrix.shape[0], size, replace=False))
        again = _factorise(matrix[chosen], count)[0].argmax(axis=1)
        rand.append(adjusted_rand_score(whole[chosen], again))
        by_topic.append(matched_jaccard(whole[chosen], again, count))
    return float(np.mean(rand)), np.mean(by_topic, axis=0)


def matched_jaccard(a: np.ndarray, b: np.ndarray, count: int) -> np.ndarray:
    """By group of `a` (0 to count - 1): its Jaccard index with the group of `b` matched to it.

    The matching is one to one and makes the sum largest. 0 for a group without members.

    >>> matched_jaccard(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 1]), 2).round(2).tolist()
    [0.67, 0.5]
    """
    both = np.zeros((count, count))
    np.add.at(both, (a, b), 1)
    either = both.sum(axis=1)[:, None] + both.sum(axis=0)[None, :] - both
    jaccard = both / np.maximum(either, 1)
    mine, theirs = linear_sum_assignment(-jaccard)
    return jaccard[mine, theirs]


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


def _weigh(texts: pd.Series, left_out: frozenset[str]) -> tuple[csr_matrix, np.ndarray]:
    """TF-IDF of the words that count, a row per text; and the words."""

    def counted(text: str) -> list[str]:
        return [
            word
            for word in words.words(text)
            if len(word) > 2 and not word.isdecimal() and word not in left_out
        ]

    many = len(texts) >= 10
    vectorizer = TfidfVectorizer(
        analyzer=counted,
        sublinear_tf=True,
        # Among many texts, a word of one says nothing of a topic, and a word of most neither.
        min_df=2 if many else 1,
        max_df=0.5 if many else 1.0,
        max_features=VOCABULARY,
        dtype=np.float32,
    )
    try:
        matrix = csr_matrix(vectorizer.fit_transform(texts))
    except ValueError:  # no word is left
        return csr_matrix((len(texts), 0), dtype=np.float32), np.empty(0, dtype=object)
    return matrix, vectorizer.get_feature_names_out()


def _factorise(matrix: csr_matrix, count: int) -> tuple[np.ndarray, np.ndarray]:
    """How much each topic explains of each text (rows), and the words of each topic (rows)."""
    model = NMF(count, init="nndsvda", random_state=0, tol=1e-3, max_iter=200)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", RuntimeWarning)  # the root of an error just below 0
        parts = model.fit_transform(matrix)
    return parts * model.components_.sum(axis=1), model.components_


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
