"""Which words set each topic apart: keyness of a topic against the rest, over distinct texts."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.stats import beta
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer

from refrain import words
from refrain.topics import NO_TOPIC, topic_of

STATISTICS = ("auto", "log_ratio", "log_odds")
FEW = 5
"""With fewer distinct transcripts than this, counting transcripts cannot be sure of anything."""

CONFIDENCE = 0.95
PRIOR = 500.0
"""Weight of the prior, in words: how much of the whole corpus's mix each topic is credited with."""

_SPEECH = """
ah alright anyway basically cause er gonna gotta hey hmm huh i'd i'll i'm i've it's kinda let's like
mean mm mhm oh ok okay really right so sort that's there's they're uh uhm um wanna we'll we're we've
well yeah yep you'd you'll you're you've don't doesn't didn't can't couldn't won't wouldn't isn't
aren't wasn't weren't haven't hasn't hadn't he's she's what's who's here's just actually know think
thing things going go get got say said want lot little bit kind way look one two does did doing
""".split()
FILLERS = frozenset(words.normalise(word) for word in [*ENGLISH_STOP_WORDS, *_SPEECH])
"""Function words (scikit-learn's list) and fillers of spoken English, as `words` compares them."""

COLUMNS = [
    "topic",
    "word",
    "score",
    "count",
    "rest_count",
    "transcripts",
    "rest_transcripts",
    "topic_transcripts",
    "statistic",
]


def keywords(
    texts: pd.DataFrame,
    *,
    statistic: str = "auto",
    top: int | None = None,
    stop_words: Collection[str] = FILLERS,
) -> pd.DataFrame:
    """The words of each topic that are more frequent there than in the rest, strongest first.

    `texts` is a table of distinct texts (`Corpus.texts`); texts without a topic count as rest.
    `statistic` is one of STATISTICS; "auto" takes the conservative log ratio for topics of FEW
    transcripts or more, and log-odds for the smaller ones. `top` keeps so many words a topic.

    Columns: topic, word, score (above 0), count and rest_count (occurrences), transcripts and
    rest_transcripts (distinct texts that have the word), topic_transcripts (texts of the topic),
    statistic. Empty where fewer than two topics have text. Raises ValueError for an unknown
    statistic.
    """
    if statistic not in STATISTICS:
        raise ValueError(f"No statistic {statistic!r}: choose one of {', '.join(STATISTICS)}.")
    topics = topic_of(texts).to_numpy()
    named = sorted(set(topics) - {NO_TOPIC})
    counts, vocabulary = _count(texts["text"], stop_words)
    if len(set(topics)) < 2 or not len(vocabulary):
        return pd.DataFrame({column: [] for column in COLUMNS})
    parts = [
        _one_topic(counts, vocabulary, topics == topic, topic, statistic, top) for topic in named
    ]
    return pd.concat(parts, ignore_index=True)


def log_ratio(
    here: np.ndarray, rest: np.ndarray, here_total: int, rest_total: int, tests: int = 1
) -> np.ndarray:
    """The conservative log ratio (LRC): log2 of the surely higher rate, 0 where none is sure.

    `here` and `rest` count the transcripts that have each word, of `here_total` and `rest_total`.
    Given their sum, `here` is binomial; the exact (Clopper-Pearson) interval of its share p at
    CONFIDENCE, Bonferroni-corrected for `tests` words, gives one for the ratio of the rates,
    log2(p / (1 - p) × rest_total / here_total). The score is the bound nearer 0, or 0 where the
    interval holds it: positive where the topic has the word more, 1 for at least twice the rate.
    Source: Evert (2022), Measuring keyness; R package corpora, keyness(measure = "LRC").
    """
    alpha = (1 - CONFIDENCE) / tests
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = np.where(here > 0, beta.ppf(alpha / 2, here, rest + 1), 0.0)
        upper = np.where(rest > 0, beta.ppf(1 - alpha / 2, here + 1, rest), 1.0)
        scale = rest_total / here_total
        low = np.log2(lower / (1 - lower) * scale)
        high = np.log2(upper / (1 - upper) * scale)
    return np.where(low > 0, low, np.where(high < 0, high, 0.0))


def log_odds(here: np.ndarray, rest: np.ndarray, prior: float = PRIOR) -> np.ndarray:
    """Log-odds ratio with an informative Dirichlet prior, as z-scores.

    `here` and `rest` count occurrences of each word. The prior is the mix of both together, with
    a weight of `prior` words. Positive where the topic uses the word more; 2 and above is unlikely
    to be chance. Source: Monroe, Colaresi and Quinn (2008), Fightin' Words, equations 16 and 22.
    """
    both = (here + rest).astype(float)
    alpha = prior * both / max(both.sum(), 1)
    here_odds = _log_odds(here + alpha, here.sum() + prior)
    rest_odds = _log_odds(rest + alpha, rest.sum() + prior)
    with np.errstate(divide="ignore"):
        deviation = np.sqrt(1 / (here + alpha) + 1 / (rest + alpha))
    return np.where(both > 0, (here_odds - rest_odds) / deviation, 0.0)


def contexts(
    texts: pd.DataFrame, word: str, topic: str | None = None, width: int = 60, limit: int = 50
) -> pd.DataFrame:
    """The lines that a word stands in (a concordance), in the order of the texts.

    Columns: text_id, name, topic, transcript_id, start, end (characters of the verbatim text),
    left, match, right (verbatim; `width` characters on either side). At most `limit` rows;
    `attrs["total"]` counts all.
    """
    wanted = words.words(word)
    rows = []
    total = 0
    chosen = texts if topic is None else texts[topic_of(texts) == topic]
    for text in chosen.itertuples(index=False):
        for start, end in _places(text.text, wanted):
            total += 1
            if total > limit:
                continue
            rows.append(
                {
                    "text_id": text.text_id,
                    "name": text.name,
                    "topic": text.topic,
                    "transcript_id": text.transcript_id,
                    "start": start,
                    "end": end,
                    "left": text.text[max(start - width, 0) : start],
                    "match": text.text[start:end],
                    "right": text.text[end : end + width],
                }
            )
    columns = ["text_id", "name", "topic", "transcript_id", "start", "end", "left", "match"]
    frame = pd.DataFrame(rows, columns=[*columns, "right"])
    frame.attrs["total"] = total
    return frame


def _count(texts: pd.Series, stop_words: Collection[str]) -> tuple[csr_matrix, np.ndarray]:
    """Occurrences by text and word, without stop words, single letters and numbers."""

    def analyzer(text: str) -> list[str]:
        return [
            word
            for word in words.words(text)
            if len(word) > 1 and word not in stop_words and not word.isdecimal()
        ]

    vectorizer = CountVectorizer(analyzer=analyzer)
    try:
        counts = vectorizer.fit_transform(texts)
    except ValueError:  # scikit-learn's answer to an empty vocabulary
        return csr_matrix((len(texts), 0), dtype=np.int64), np.empty(0, dtype=object)
    return counts, vectorizer.get_feature_names_out()


def _one_topic(
    counts: csr_matrix,
    vocabulary: np.ndarray,
    own: np.ndarray,
    topic: str,
    statistic: str,
    top: int | None,
) -> pd.DataFrame:
    here, rest = (np.asarray(counts[mask].sum(axis=0)).ravel() for mask in (own, ~own))
    in_here, in_rest = (counts[mask].getnnz(axis=0) for mask in (own, ~own))
    used = statistic
    if statistic == "auto":
        used = "log_ratio" if own.sum() >= FEW else "log_odds"
    if used == "log_ratio":
        score = log_ratio(in_here, in_rest, own.sum(), (~own).sum(), tests=len(vocabulary))
    else:
        score = log_odds(here, rest)
    frame = pd.DataFrame(
        {
            "topic": topic,
            "word": vocabulary,
            "score": score,
            "count": here,
            "rest_count": rest,
            "transcripts": in_here,
            "rest_transcripts": in_rest,
            "topic_transcripts": int(own.sum()),
            "statistic": used,
        }
    )
    frame = frame[frame["score"] > 0]
    frame = frame.sort_values(["score", "count", "word"], ascending=[False, False, True])
    return frame if top is None else frame.head(top)


def _log_odds(count: np.ndarray, total: float) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(count / (total - count))


def _places(text: str, wanted: list[str]) -> list[tuple[int, int]]:
    """Where a word (or a phrase) stands in a text, in characters."""
    if not wanted:
        return []
    found, spans = words.spans(text)
    length = len(wanted)
    return [
        (spans[n][0], spans[n + length - 1][1])
        for n, word in enumerate(found[: len(found) - length + 1])
        if word == wanted[0] and found[n : n + length] == wanted
    ]
