"""Which texts and labels are the same: those with the same words, as `refrain.words` compares them.

So a text is the same in capitals, with other punctuation, other line ends or another Unicode form,
and `difference` says what it is that differs. Numbers, letters and marks are words or parts of
them: texts that differ in one are not the same. A text without a word is the same as another that
is written alike, but for its white space and its Unicode form (NFC).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

from refrain import words
from refrain.word_characters import APOSTROPHES, HYPHENS, UNSPACED
from refrain.word_ids import compared_words
from refrain.word_scanner import NOT_KNOWN, Unspoken, batches

_BYTES = 8
"""Of an id: among a million texts, two that differ share one with a chance of 1 in 37 million."""
_SYMBOLS = "#%&*@"
"""Punctuation, as Unicode calls it, that is read as a word in a label."""
_MINUS = re.compile(r"\s*[-‐‑‒–](?=\d)")


def identify(texts: Iterable[str], unspoken: Unspoken = NOT_KNOWN) -> tuple[list[str], np.ndarray]:
    """By text: an id, which texts with the same words share, and how many words it has.

    >>> identify(["So, what?", "so what", "So. That."])[1].tolist()
    [2, 2, 2]
    """
    ids: list[str] = []
    counts = [np.zeros(0, dtype=np.int64)]
    for batch, unspaced in batches(texts):
        compared, numbers = compared_words(batch, unspoken, unspaced=unspaced)
        ids += [
            _hash(words_of_text, b"words") if number else _id_without_words(text)
            for words_of_text, number, text in zip(compared, numbers, batch, strict=True)
        ]
        counts.append(numbers)
    return ids, np.concatenate(counts)


def text_id(text: str) -> str:
    """The id of one text, as `identify` gives it.

    >>> text_id("Straße, ja!") == text_id("STRASSE  JA"), text_id("!!!") == text_id("???")
    (True, False)
    """
    return identify([text])[0][0]


@lru_cache(maxsize=100_000)
def label_key(label: str) -> str:
    """What labels that are the same have in common: their words, and their symbols.

    A label is short, so that a symbol tells as much as a word, and so does a minus sign.

    >>> label_key("React") == label_key("  react!"), label_key("A+") == label_key("A")
    (True, False)
    >>> label_key("-1") == label_key("1"), label_key("50%") == label_key("50")
    (False, False)
    """
    spans = list(words.bounds(label, include_unspoken=True))
    if not spans:
        return _plain(label)
    gaps = zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), None], strict=True)
    between = "".join(label[end:start] for end, start in gaps)
    symbols = [c for c in between if unicodedata.category(c)[0] == "S" or c in _SYMBOLS]
    symbols += ["-"] * bool(_MINUS.match(label))
    return " ".join([*(words.normalise(label[start:end]) for start, end in spans), *symbols])


def commonest_spellings(labels: pd.Series) -> pd.Series:
    """Each label (missing ones too) as those that are the same are most often written; of two that
    are as frequent, the first."""
    times = Counter(labels.dropna())
    shown: dict[str, str] = {}
    for label, _ in times.most_common():
        shown.setdefault(label_key(label), label)
    return labels.map({label: shown[label_key(label)] for label in times})


def difference(one: str, other: str) -> str:
    """In what two texts or labels that are the same differ; "" where they are equal.

    >>> difference("So, what?", "so what"), difference("a\\nb", "a\\r\\nb"), difference("a", "a")
    ('punctuation and case', 'spaces', '')
    """
    if one == other:
        return ""
    names = list(_ALTERATIONS)
    if _altered(one, names) != _altered(other, names):
        return "spelling"
    # Without all of these they are equal; those that need not go are no difference.
    for name in _ALTERATIONS:
        fewer = [kept for kept in names if kept != name]
        if _altered(one, fewer) == _altered(other, fewer):
            names = fewer
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def but_for(one: str, other: str) -> str:
    """The difference in a sentence about two that are the same: `, but for case`, or "".

    >>> but_for("React", "react")
    ', but for case'
    """
    what = difference(one, other)
    return f", but for {what}" if what else ""


def _hash(content: bytes | memoryview, kind: bytes) -> str:
    return hashlib.blake2b(content, digest_size=_BYTES, person=kind).hexdigest()


def _id_without_words(text: str) -> str:
    return _hash(_plain(text).encode("utf-8", "surrogatepass"), b"as written")


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _spoken(text: str) -> str:
    return words.mask_unspoken(text).replace(words.UNSPOKEN, " ")


def _one_form(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c) != "Cf")


_LINE_END_HYPHEN = re.compile(rf"(?<=\w)[{HYPHENS}][ \t]*(?:\r\n?|\n)[ \t]*(?=\w)")


def _without_punctuation(text: str) -> str:
    text = re.sub(f"[{APOSTROPHES}]", "", _LINE_END_HYPHEN.sub("", text))
    return "".join(" " if unicodedata.category(c)[0] == "P" else c for c in text)


def _without_symbols(text: str) -> str:
    return "".join(" " if unicodedata.category(c)[0] == "S" else c for c in text)


_ALTERATIONS: dict[str, Callable[[str], str]] = {
    "speakers and times": _spoken,
    "Unicode form": _one_form,
    "symbols": _without_symbols,
    "punctuation": _without_punctuation,
    "case": lambda text: text.casefold().replace("i\u0307", "i"),  # as İ is, in small
    "spaces": lambda text: "".join(text.split()),
}
"""What texts with the same words may differ in: how a text becomes one without it."""
_BESIDE_UNSPACED = re.compile(f"(?<=[{UNSPACED}]) | (?=[{UNSPACED}])")
_LEAVING_SPACES = {"speakers and times", "symbols", "punctuation"}


def _altered(text: str, names: list[str]) -> str:
    for name in names:
        text = _ALTERATIONS[name](text)
    if not _LEAVING_SPACES & {*names}:
        return text
    return _BESIDE_UNSPACED.sub("", " ".join(text.split()))
