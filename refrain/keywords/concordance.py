"""The lines that a word or phrase stands in."""

from __future__ import annotations

from typing import Any

import pandas as pd

from refrain import words
from refrain.corpus import STRING
from refrain.topics import topic_of

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
