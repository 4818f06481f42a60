"""What a recogniser does wrong: loops, another language, very few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import pandas as pd
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from refrain.audit.audited import Audited, Finding, outlying, quote
from refrain.fragments import FragmentIndex

LONGEST_PHRASE = 40
"""Words of the longest phrase whose loops are looked for."""
TURNS, LEAST = 4, 10
"""A loop is at least so many turns in a row, and so many words longer than one turn."""
SAMPLES, SAMPLE = 12, 1_000
"""A text's language is that of so many passages at most, of so many characters."""
SHORTEST = 200
"""Texts shorter than this, in characters, are in any language."""
SURE = 0.9
"""Probability from which a passage counts."""
MAJORITY = 0.6
"""Share of passages that a text's language has at least, and share of texts that a corpus's has."""
WINDOW = 100
"""Words among which different ones are counted."""
POOR, UNLIKE, FEW_WORDS = 0.5, -4.0, 0.6
"""Vocabulary is little below POOR; also below FEW_WORDS if so far from the rest, in robust
deviations."""
MANY = 8
"""Among fewer texts than this, none can be unlike the rest."""


def find(audited: Audited) -> Iterator[Finding]:
    """Findings about how the speech was written down."""
    looping = set()
    for finding in _loops(audited):
        looping.add(finding["text_id"])
        yield finding
    yield from _languages(audited)
    for finding in _vocabulary(audited):
        if finding["text_id"] not in looping:
            yield finding


# -- loops ----------------------------------------------------------------------------------------


def loops(index: FragmentIndex) -> pd.DataFrame:
    """The stretches in which a phrase follows itself again and again.

    Columns: text (row of the texts), word (offset in the text), words (of the stretch), phrase (its
    words), turns (how often it comes, the last not always whole), start, end (characters). At least
    TURNS turns and LEAST words more than one turn; a stretch is told once, for its shortest phrase.
    """
    numbers, taken = index.numbers, np.zeros(len(index.numbers), dtype=bool)
    rows = []
    for phrase in range(1, LONGEST_PHRASE + 1):
        same = np.concatenate([[0], numbers[:-phrase] == numbers[phrase:], [0]]).astype(np.int8)
        edges = np.diff(same)
        begin, stop = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
        length = stop - begin + phrase
        keep = (length >= TURNS * phrase) & (length >= LEAST + phrase)
        for at, words in zip(begin[keep], length[keep], strict=True):
            if not taken[at : at + words].any():
                taken[at : at + words] = True
                rows.append((int(index.text_of[at]), int(at), int(words), phrase))
    frame = pd.DataFrame(rows, columns=["text", "word", "words", "phrase"]).astype("int64")
    frame = frame.sort_values("word", ignore_index=True)
    at, words = frame["word"].to_numpy(), frame["words"].to_numpy()
    return frame.assign(
        word=at - index.first[frame["text"].to_numpy()],
        turns=words // frame["phrase"],
        start=index.starts[at],
        end=index.ends[at + words - 1],
        phrase_end=index.ends[at + frame["phrase"].to_numpy() - 1],
    )


def _loops(audited: Audited) -> Iterator[Finding]:
    texts = audited.index.texts
    for row, own in loops(audited.index).groupby("text", sort=True):
        text_id, text = texts["text_id"].iloc[row], texts["text"].iloc[row]
        worst = own.loc[own["words"].idxmax()]
        phrase = quote(text[worst["start"] : worst["phrase_end"]])
        name = audited.name[text_id]
        words = int(own["words"].sum())
        message = f"{name} loops: {phrase} comes {worst['turns']:,} times in a row"
        message += f", and {len(own) - 1} more such places." if len(own) > 1 else "."
        yield audited.about(
            text_id,
            "loop",
            message,
            at=int(worst["start"]),
            places=tuple(int(start) for start in own["start"]),
            measure="words in loops",
            value=words,
        )


# -- languages ------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """The model that py3langid ships: 97 languages, nothing is downloaded."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language(text: str) -> tuple[str, int] | None:
    """The language of a text as a code of ISO 639-1, and the character at which its first passage
    in it begins; None where it is too short or too mixed to tell.

    >>> language("well this is how people talk when they talk about the weather " * 5)
    ('en', 0)
    """
    if len(text) < SHORTEST:
        return None
    last = max(len(text) - SAMPLE, 0)
    places = np.unique(np.linspace(0, last, min(SAMPLES, last // SAMPLE + 1)).astype(int))
    told = [(*_identifier().classify(text[at : at + SAMPLE]), int(at)) for at in places]
    votes = Counter(code for code, probability, _ in told if probability >= SURE)
    if not votes:
        return None
    code, count = votes.most_common(1)[0]
    if count < MAJORITY * len(told):
        return None
    return code, next(at for other, _, at in told if other == code)


def _languages(audited: Audited) -> Iterator[Finding]:
    texts = audited.index.texts
    found = {
        text_id: told
        for text_id, text in zip(texts["text_id"], texts["text"], strict=True)
        if (told := language(text))
    }
    votes = Counter(code for code, _ in found.values())
    usual, count = votes.most_common(1)[0] if votes else ("", 0)
    clear = count >= 2 and count >= MAJORITY * len(found)
    for text_id, (code, at) in found.items():
        stated = audited.first[text_id].language
        name = audited.name[text_id]
        if not pd.isna(stated) and _two_letters(stated):
            if _two_letters(stated) != code:
                message = f"{name} is said to be in “{stated}”, but seems to be in “{code}”."
                yield audited.about(text_id, "wrong-language", message, at=at)
        elif clear and code != usual:
            most = f"{count:,} of {len(found):,} texts are in “{usual}”"
            message = f"{name} seems to be in “{code}”; {most}."
            yield audited.about(text_id, "wrong-language", message, at=at)


def _two_letters(stated: str) -> str:
    """The code of a stated language (`en`, `en-US`, `EN_us`), empty where it is none."""
    code = stated.strip().casefold().replace("_", "-").split("-")[0]
    return code if len(code) == 2 else ""


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


def _vocabulary(audited: Audited) -> Iterator[Finding]:
    rows = np.flatnonzero(audited.index.lengths >= WINDOW)
    ratios = np.array([mattr(audited.numbers(int(row))) for row in rows])
    unlike = outlying(ratios) if len(rows) >= MANY else np.zeros(len(rows))
    little = (ratios < POOR) | ((unlike <= UNLIKE) & (ratios < FEW_WORDS))
    for row, ratio in zip(rows[little], ratios[little], strict=True):
        text_id = audited.index.texts["text_id"].iloc[row]
        message = (
            f"{audited.name[text_id]} has {ratio * WINDOW:.0f} different words in {WINDOW}, on "
            f"average; the median text has {np.median(ratios) * WINDOW:.0f}."
        )
        yield audited.about(
            text_id,
            "little-vocabulary",
            message,
            measure=f"different words in {WINDOW}",
            value=round(ratio * WINDOW, 1),
        )
