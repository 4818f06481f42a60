"""What a recogniser does wrong: loops, another language, very few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd

from refrain import language
from refrain.audit.context import AuditContext, Finding, quote
from refrain.audit.outliers import modified_z_score
from refrain.corpus import STRING
from refrain.fragments import FragmentEngine

MAX_PHRASE_WORDS = 40
"""Words of the longest phrase whose loops are looked for."""
MIN_TURNS = 4
"""How often a phrase comes in a row, at least, to be a loop."""
MIN_REPEATED_WORDS = 10
"""Words by which a loop is longer than its phrase, at least."""
WINDOW = 100
"""Words among which different ones are counted."""
LOW_RATIO = 0.5
"""Share of different words below which a vocabulary is little."""
MAX_DEVIATIONS, LOW_RATIO_OF_OUTLIER = -4.0, 0.6
"""A vocabulary is also little if it is so many robust standard deviations from the rest, and its
share of different words below that."""
MIN_TEXTS = 8
"""Texts below which none can be unlike the rest."""
_LOOPS = {"text_id": STRING} | dict.fromkeys(
    ("word", "words", "phrase", "turns", "start", "end", "phrase_end"), "int64"
)


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about how the speech was written down."""
    loop_findings = list(_loops(context))
    yield from loop_findings
    yield from _languages(context)
    looping = {finding["text_id"] for finding in loop_findings}
    # A loop is the reason for few different words, so that is not reported as well.
    yield from (finding for finding in _vocabulary(context) if finding["text_id"] not in looping)


# -- loops ----------------------------------------------------------------------------------------


def loops(index: FragmentEngine) -> pd.DataFrame:
    """The stretches in which a phrase follows itself again and again.

    Columns: text_id, word (offset in the text), words (of the stretch), phrase (its words), turns
    (how often it comes, the last not always whole), start, end, phrase_end (characters; the last of
    the first turn). At least MIN_TURNS turns, and MIN_REPEATED_WORDS words more than one turn; a
    stretch has one row, for its shortest phrase. In the order of the texts, then by word.
    """
    ids, first = _joined_word_ids(index)
    rows = []
    for at, words, phrase in sorted(_periodic(ids)):
        text = int(np.searchsorted(first, at, "right")) - 1
        text_id, word = index.word_counts.index[text], at - int(first[text])
        _, starts, ends = index.words(text_id)
        end, phrase_end = int(ends[word + words - 1]), int(ends[word + phrase - 1])
        turns = words // phrase
        rows.append((text_id, word, words, phrase, turns, int(starts[word]), end, phrase_end))
    return pd.DataFrame(rows, columns=list(_LOOPS)).astype(_LOOPS)


def _joined_word_ids(index: FragmentEngine) -> tuple[np.ndarray, np.ndarray]:
    """The word ids of all texts, each text closed by an id of its own; and where each begins."""
    ends = np.cumsum(index.word_counts.to_numpy())
    ids = [index.words(text_id).ids for text_id in index.word_counts.index]
    joined = np.concatenate([*ids, np.empty(0, dtype=np.int64)])
    separators = -1 - np.arange(len(ends))
    return np.insert(joined, ends, separators), np.append(0, ends[:-1]) + np.arange(len(ends))


def _periodic(ids: np.ndarray) -> list[tuple[int, int, int]]:
    """The loops in a sequence: where each begins, its words, and those of its phrase."""
    taken = np.zeros(len(ids), dtype=bool)
    loops = []
    for phrase in range(1, MAX_PHRASE_WORDS + 1):
        same = np.concatenate([[0], ids[:-phrase] == ids[phrase:], [0]]).astype(np.int8)
        edges = np.diff(same)
        begin, stop = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
        length = stop - begin + phrase
        keep = (length >= MIN_TURNS * phrase) & (length >= MIN_REPEATED_WORDS + phrase)
        for at, words in zip(begin[keep], length[keep], strict=True):
            if not taken[at : at + words].any():
                taken[at : at + words] = True
                loops.append((int(at), int(words), phrase))
    return loops


def _loops(context: AuditContext) -> Iterator[Finding]:
    texts = context.index.texts.set_index("text_id")["text"]
    for text_id, loops_of_text in loops(context.index).groupby("text_id", sort=False):
        text = texts[text_id]
        worst = loops_of_text.loc[loops_of_text["words"].idxmax()]
        phrase = quote(text[worst["start"] : worst["phrase_end"]])
        name = context.names[text_id]
        words = int(loops_of_text["words"].sum())
        message = f"{name} loops: {phrase} comes {worst['turns']:,} times in a row"
        message += (
            f", and {len(loops_of_text) - 1} more such places." if len(loops_of_text) > 1 else "."
        )
        yield context.finding(
            text_id,
            "loop",
            message,
            at=int(worst["start"]),
            places=tuple(int(start) for start in loops_of_text["start"]),
            measure="words in loops",
            value=words,
        )


# -- languages ------------------------------------------------------------------------------------


def _languages(context: AuditContext) -> Iterator[Finding]:
    """Texts that are not in the language they state, or without one, not in that of most texts."""
    texts = context.index.texts
    detected = {
        text_id: text_language
        for text_id, text in zip(texts["text_id"], texts["text"], strict=True)
        if (text_language := language.detect(text))
    }
    votes = Counter(code for code, _ in detected.values())
    usual, count = votes.most_common(1)[0] if votes else ("", 0)
    has_majority = count >= 2 and count >= language.MAJORITY * len(detected)
    for text_id, (code, at) in detected.items():
        stated = context.first_appearances[text_id].language
        stated_code = "" if pd.isna(stated) else language.two_letter_code(stated)
        if stated_code:
            is_wrong = code != stated_code
            message = f"is said to be in “{stated}”, but seems to be in “{code}”."
        else:
            is_wrong = has_majority and code != usual
            message = (
                f"seems to be in “{code}”; {count:,} of {len(detected):,} texts are in “{usual}”."
            )
        if is_wrong:
            message = f"{context.names[text_id]} {message}"
            yield context.finding(text_id, "wrong-language", message, at=at)


# -- vocabulary -----------------------------------------------------------------------------------


def mattr(numbers: np.ndarray, window: int = WINDOW) -> float:
    """The share of different words among `window` in a row, on average over the text.

    Moving-average type-token ratio (Covington and McFall 2010): 1 where no word comes twice, lower
    for fewer different words; unlike the plain ratio, it does not fall with the length of the text.
    Over the whole text where it is shorter than the window; 1 without words.

    >>> mattr(np.array([1, 2, 1, 2]), 2), mattr(np.array([5, 5, 5, 5]), 2)
    (1.0, 0.5)
    """
    count = len(numbers)
    if not count:
        return 1.0
    window = min(window, count)
    order = np.argsort(numbers, kind="stable")
    before = np.full(count, -window)
    again = numbers[order][1:] == numbers[order][:-1]
    before[order[1:][again]] = order[:-1][again]
    # A word is the first of its kind in the windows that hold it and begin after it came before.
    at = np.arange(count)
    latest = np.minimum(at, count - window)
    earliest = np.maximum(np.maximum(at - window, before) + 1, 0)
    return float(np.maximum(latest - earliest + 1, 0).sum() / (count - window + 1) / window)


def _vocabulary(context: AuditContext) -> Iterator[Finding]:
    counts = context.index.word_counts
    text_ids = counts.index[counts >= WINDOW]
    ratios = np.array([mattr(context.index.words(text_id).ids) for text_id in text_ids])
    deviations = modified_z_score(ratios) if len(ratios) >= MIN_TEXTS else np.zeros(len(ratios))
    outlying = (deviations <= MAX_DEVIATIONS) & (ratios < LOW_RATIO_OF_OUTLIER)
    little = (ratios < LOW_RATIO) | outlying
    for text_id, ratio in zip(text_ids[little], ratios[little], strict=True):
        message = (
            f"{context.names[text_id]} has {ratio * WINDOW:.0f} different words in {WINDOW}, on "
            f"average; the median text has {np.median(ratios) * WINDOW:.0f}."
        )
        yield context.finding(
            text_id,
            "little-vocabulary",
            message,
            measure=f"different words in {WINDOW}",
            value=round(ratio * WINDOW, 1),
        )
