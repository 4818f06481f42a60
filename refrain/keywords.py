"""Which words set each topic apart: keyness of a topic against the rest, over distinct texts.

Two statistics, because evidence comes in two units. The conservative log ratio counts transcripts,
so a transcript that loops on a word is one witness and no more; but with few transcripts there are
few witnesses, and it is sure of nothing. Log-odds count words, and always rank.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.special import betainccinv, betaincinv, logit
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer

from refrain import words
from refrain.corpus import STRING
from refrain.topics import topic_of

AUTO = "auto"
LOG_RATIO = "log_ratio"
LOG_ODDS = "log_odds"
STATISTICS = (AUTO, LOG_RATIO, LOG_ODDS)

FEW = 5
"""With fewer distinct transcripts than this, counting transcripts can't be sure of anything."""

CONFIDENCE = 0.95
PRIOR = 1.0
"""Weight of the log-odds prior, in corpora: a light one ranks words that the rest lacks too low."""

_CONTRACTIONS = """
I'd I'll I'm I've you'd you'll you're you've he'd he'll he's she'd she'll she's it'd it'll it's we'd
we'll we're we've they'd they'll they're they've that'd that'll that's there's here's what's who's
where's how's let's ain't aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't
shouldn't wasn't weren't won't wouldn't y'all
"""
_SPEECH = """
actually ah alright anyways basically cause did does doing er going gonna got gotta hey hm hmm huh
just kind kinda know like little lot maybe mean mhm mm oh ok okay really right said say sorta stuff
thing things think uh uhm um wanna want way yeah yep yes
"""
# scikit-learn's list holds words that name things, in "full-stack" or "system call" for example.
_CONTENT = """
amount bill bottom call cry describe detail empty fill fire front full interest mill mine move name
serious side sincere system thick thin top
"""
FILLERS = frozenset(
    words.normalise(word)
    for word in [
        *ENGLISH_STOP_WORDS.difference(_CONTENT.split()),
        *_CONTRACTIONS.split(),
        *_SPEECH.split(),
    ]
)
"""English function words (scikit-learn's list) and fillers of speech, as `words` compares them."""

_KEYWORDS: dict[str, Any] = {
    "topic": STRING,
    "word": STRING,
    "score": "float64",
    "count": "int64",
    "rest_count": "int64",
    "transcripts": "int64",
    "rest_transcripts": "int64",
    "topic_transcripts": "int64",
    "statistic": STRING,
}
_CONTEXTS: dict[str, Any] = {
    "text_id": STRING,
    "name": STRING,
    "topic": STRING,
    "transcript_id": STRING,
    "start": "int64",
    "end": "int64",
    "left": STRING,
    "match": STRING,
    "right": STRING,
}


def keywords(
    texts: pd.DataFrame,
    *,
    statistic: str = AUTO,
    top: int | None = None,
    stop_words: Collection[str] = FILLERS,
) -> pd.DataFrame:
    """The words of each topic that are more frequent there than in the rest, strongest first.

    `texts` is a table of distinct texts (`Corpus.texts`); texts without a topic count in the rest.
    `statistic` is one of STATISTICS. AUTO takes LOG_RATIO for topics of FEW transcripts or more,
    and LOG_ODDS for smaller ones and where the log ratio is sure of no word. `top` keeps that many
    words a topic. `stop_words`, in any spelling, are left out, and so are single letters and
    numbers: initials and time marks would otherwise lead.

    Columns: topic, word, score (above 0), count and rest_count (occurrences), transcripts and
    rest_transcripts (distinct texts that have the word), topic_transcripts (texts of the topic),
    statistic (the one used). Sorted by topic, score (descending), word. Empty where fewer than two
    topics have a text. Raises ValueError for an unknown statistic.
    """
    if statistic not in STATISTICS:
        raise ValueError(f"No statistic {statistic!r}: choose one of {', '.join(STATISTICS)}.")
    topics = sorted(texts["topic"].dropna().astype(STRING).unique())
    if len(topics) < 2:
        return _table([], _KEYWORDS)
    tally = _tally(texts, topics, stop_words)
    parts = [_one_topic(tally, n, topic, statistic, top) for n, topic in enumerate(topics)]
    return pd.concat(parts, ignore_index=True)


def log_ratio(
    here: np.ndarray, rest: np.ndarray, here_total: int, rest_total: int, tests: int = 1
) -> np.ndarray:
    """The conservative log ratio (LRC) of each word: log2 of how many times its rate is surely up.

    `here` and `rest` count the transcripts that have each word, out of `here_total` and
    `rest_total`. Given their sum, `here` is binomial with a share p; p's exact (Clopper-Pearson)
    interval at CONFIDENCE, Bonferroni-corrected for `tests` words, becomes one of the ratio of the
    two rates by

        log2( p / (1 - p) × rest_total / here_total )

    The score is the bound nearer to 0, or 0 where the interval holds it. Positive where the topic
    has the word more: 1 means at least twice the rate. 0 where there is nothing to compare with.
    Source: Evert (2022), Measuring keyness, DH2022; R package corpora, keyness(measure="LRC").
    """
    if here_total == 0 or rest_total == 0:
        return np.zeros(len(here))
    # Most words share their two small counts with many others, and the bounds are slow to find.
    base = int(rest.max(initial=0)) + 1
    pairs, word = np.unique(here * base + rest, return_inverse=True)
    inside, outside = np.divmod(pairs, base)
    tail = (1 - CONFIDENCE) / 2 / tests
    lower = np.where(inside > 0, betaincinv(np.maximum(inside, 1), outside + 1, tail), 0.0)
    upper = np.where(outside > 0, betainccinv(inside + 1, np.maximum(outside, 1), tail), 1.0)
    scale = np.log2(rest_total / here_total)
    low, high = (logit(bound) / np.log(2) + scale for bound in (lower, upper))
    return np.where(low > 0, low, np.where(high < 0, high, 0.0))[word]


def log_odds(here: np.ndarray, rest: np.ndarray, prior: float = PRIOR) -> np.ndarray:
    """The log-odds ratio of each word under an informative Dirichlet prior, as a z-score.

    `here` and `rest` count the occurrences of each word, over the same vocabulary. With y the
    count of a word on one side, n that side's sum, a = prior × (y_here + y_rest) what the prior
    credits each side with, and A the sum of a over all words,

        logit = ln( (y + a) / (n + A - y - a) )
        z = (logit_here - logit_rest) / sqrt( 1 / (y_here + a) + 1 / (y_rest + a) )

    Positive where the topic uses the word more; beyond ±1.96 is unlikely to be chance if each
    word were said independently, which words of one text are not. 0 where the rates are equal, or
    a side has no words. Source: Monroe, Colaresi and Quinn (2008), Fightin' Words, Political
    Analysis 16(4), 372-403; its prior here is the corpus itself, as in R package tidylo.
    """
    here_total, rest_total = here.sum(), rest.sum()
    # In whole numbers, so that equal rates score 0 and not a rounding error.
    unequal = here * rest_total != rest * here_total
    score = np.zeros(len(here))
    y_here, y_rest = here[unequal], rest[unequal]
    part, whole = prior * (y_here + y_rest), prior * (here_total + rest_total)
    difference = _log_odds(y_here + part, here_total + whole)
    difference -= _log_odds(y_rest + part, rest_total + whole)
    score[unequal] = difference / np.sqrt(1 / (y_here + part) + 1 / (y_rest + part))
    return score


def contexts(
    texts: pd.DataFrame, word: str, topic: str | None = None, width: int = 60, limit: int = 50
) -> pd.DataFrame:
    """The lines that a word or phrase stands in (a concordance), in the order of the texts.

    `texts` as for `keywords`; `word` in any spelling; `topic` keeps its texts only; `width` is in
    characters. Columns: text_id, name, topic, transcript_id, start, end (characters of the text),
    left, match, right (verbatim, `width` characters on either side). A row per occurrence, at most
    `limit`; `attrs["total"]` counts all of them.
    """
    # A symbol such as ½ is one word in a text, but its normalised form no longer reads as one.
    forms = {tuple(words.words(word)), (words.normalise(word),)} - {()}
    chosen = texts if topic is None else texts[topic_of(texts) == topic]
    rows: list[dict[str, Any]] = []
    total = 0
    for text in chosen.to_dict("records"):
        if not _may_have(text["text"], forms):
            continue
        if len(rows) >= limit:  # without offsets, counting takes a fraction of the time
            total += len(_runs(words.words(text["text"]), forms))
            continue
        found, spans = words.spans(text["text"])
        runs = _runs(found, forms)
        total += len(runs)
        for first, last in runs[: limit - len(rows)]:
            rows.append(_line(text, spans[first][0], spans[last][1], width))
    frame = _table(rows, _CONTEXTS)
    frame.attrs["total"] = total
    return frame


class _Tally(NamedTuple):
    """Counts of the words that may be keywords: a row per topic, a column per word (sorted)."""

    vocabulary: np.ndarray
    occurrences: csr_matrix
    transcripts: csr_matrix
    all_occurrences: np.ndarray
    all_transcripts: np.ndarray
    texts_of: np.ndarray
    texts: int


def _tally(texts: pd.DataFrame, topics: list[str], stop_words: Collection[str]) -> _Tally:
    counts, vocabulary = _count(texts["text"], {words.normalise(word) for word in stop_words})
    has = counts.sign()
    number = pd.Categorical(texts["topic"].astype(STRING), categories=topics).codes
    named = np.flatnonzero(number >= 0)
    ones = np.ones(len(named), dtype=np.int64)
    members = csr_matrix((ones, (number[named], named)), shape=(len(topics), len(texts)))
    return _Tally(
        vocabulary,
        members @ counts,
        members @ has,
        np.asarray(counts.sum(axis=0)).ravel(),
        np.asarray(has.sum(axis=0)).ravel(),
        np.asarray(members.sum(axis=1)).ravel(),
        len(texts),
    )


def _count(texts: pd.Series, stop_words: Collection[str]) -> tuple[csr_matrix, np.ndarray]:
    """Occurrences by text and word, of the words that may be keywords."""
    if not any(words.words(text) for text in texts):  # scikit-learn raises on an empty vocabulary
        return csr_matrix((len(texts), 0), dtype=np.int64), np.empty(0, dtype=object)
    vectorizer = CountVectorizer(analyzer=words.words, dtype=np.int64)
    counts = csr_matrix(vectorizer.fit_transform(texts))
    vocabulary = vectorizer.get_feature_names_out()
    keep = [
        n
        for n, word in enumerate(vocabulary)
        if len(word) > 1 and not word.isdecimal() and word not in stop_words
    ]
    return counts[:, keep], vocabulary[keep]


def _one_topic(
    tally: _Tally, number: int, topic: str, statistic: str, top: int | None
) -> pd.DataFrame:
    count, transcripts = (
        matrix[[number]].toarray().ravel() for matrix in (tally.occurrences, tally.transcripts)
    )
    rest_count = tally.all_occurrences - count
    rest_transcripts = tally.all_transcripts - transcripts
    own = int(tally.texts_of[number])
    score, used = np.zeros(0), LOG_ODDS
    if statistic == LOG_RATIO or (statistic == AUTO and own >= FEW):
        tests = max(len(tally.vocabulary), 1)
        score = log_ratio(transcripts, rest_transcripts, own, tally.texts - own, tests)
        used = LOG_RATIO
    if statistic == LOG_ODDS or (statistic == AUTO and not (score > 0).any()):
        score, used = log_odds(count, rest_count), LOG_ODDS
    # The vocabulary is sorted, so a stable sort leaves equal scores in the order of their words.
    order = np.argsort(-score, kind="stable")[: np.count_nonzero(score > 0)][:top]
    return pd.DataFrame(
        {
            "topic": topic,
            "word": tally.vocabulary[order],
            "score": score[order],
            "count": count[order],
            "rest_count": rest_count[order],
            "transcripts": transcripts[order],
            "rest_transcripts": rest_transcripts[order],
            "topic_transcripts": own,
            "statistic": used,
        }
    ).astype(_KEYWORDS)


def _log_odds(count: np.ndarray, total: float) -> np.ndarray:
    return np.log(count / (total - count))


def _runs(found: list[str], forms: set[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Where a word or phrase, in one of its forms, stands among words: first and last, in order."""
    return sorted(
        (n, n + len(form) - 1)
        for form in forms
        for n, word in enumerate(found)
        if word == form[0] and tuple(found[n : n + len(form)]) == form
    )


def _may_have(text: str, forms: set[tuple[str, ...]]) -> bool:
    """False where a text surely lacks the words, which saves finding all of its words."""
    if not text.isascii():
        return True
    folded = text.lower().replace("'", "")
    return any(all(word in folded for word in form) for form in forms)


def _line(text: dict, start: int, end: int, width: int) -> dict[str, Any]:
    verbatim = text["text"]
    return {
        **{column: text[column] for column in ("text_id", "name", "topic", "transcript_id")},
        "start": start,
        "end": end,
        "left": verbatim[max(start - width, 0) : start],
        "match": verbatim[start:end],
        "right": verbatim[end : end + width],
    }


def _table(rows: list[dict[str, Any]], columns: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
