"""How texts become topics: TF-IDF, its factors, and how far these stay the same on fewer texts."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score

from refrain import words

RUNS = 6
SAMPLE = 0.8
LARGEST_SAMPLE = 1000
VOCABULARY = 4000


def weigh(texts: pd.Series, left_out: frozenset[str]) -> tuple[csr_matrix, np.ndarray]:
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


def factorise(matrix: csr_matrix, count: int) -> tuple[np.ndarray, np.ndarray]:
    """How much each topic explains of each text (rows), and the words of each topic (rows)."""
    model = NMF(count, init="nndsvda", random_state=0, tol=1e-3, max_iter=200)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", RuntimeWarning)  # the root of an error just below 0
        parts = model.fit_transform(matrix)
    return parts * model.components_.sum(axis=1), model.components_


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
    whole = factorise(matrix, count)[0].argmax(axis=1)
    size = int(np.ceil(SAMPLE * matrix.shape[0]))
    rand, by_topic = [], []
    for _ in range(RUNS):
        chosen = np.sort(draw.choice(matrix.shape[0], size, replace=False))
        again = factorise(matrix[chosen], count)[0].argmax(axis=1)
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
