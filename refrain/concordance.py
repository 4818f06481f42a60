"""What stands around a passage: each of its places with some words before and behind it."""

from __future__ import annotations

import pandas as pd

WORDS = 12
"""How many words of context stand on either side."""
_WIDTH = 140
_ENDS = 90


def around(texts: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The places of a fragment as lines, in the same order.

    `texts` is `Corpus.texts`; `places` has text_id, name, topic, start, end (characters), as
    `FragmentIndex.places` gives them. Columns: nth (from 1), left and right (at most WORDS words of
    the verbatim text, white space as single spaces), match (its middle left out where it is long),
    name, topic, at (percent of the characters before it).
    """
    text = dict(zip(texts["text_id"], texts["text"], strict=True))
    rows = []
    for nth, place in enumerate(places.itertuples(index=False), 1):
        own = text[place.text_id]
        left = " ".join(own[max(place.start - _WIDTH, 0) : place.start].split()[-WORDS:])
        right = " ".join(own[place.end : place.end + _WIDTH].split()[:WORDS])
        at = 100 * place.start / max(len(own), 1)
        shown = _shortened(own, place.start, place.end)
        rows.append((nth, left, shown, right, place.name, place.topic, at))
    return pd.DataFrame(rows, columns=["nth", "left", "match", "right", "name", "topic", "at"])


def _shortened(text: str, start: int, end: int) -> str:
    if end - start <= 2 * _ENDS:
        return " ".join(text[start:end].split())
    ends = text[start : start + _ENDS], text[end - _ENDS : end]
    return " … ".join(" ".join(part.split()) for part in ends)
