"""An engine that is built anew for each minimum length, as a build has one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import Any

import pandas as pd

from refrain.corpus import distinct_texts
from refrain.fragments import FragmentEngine, RepeatQuery
from refrain.fragments.compact import CompactIndex
from refrain.fragments.names import FragmentName
from refrain.fragments.query import FLOOR, MIN_WORDS

Build = Callable[[pd.DataFrame, int], pd.DataFrame]
"""Makes the table of unitigs of a transcripts table, for a minimum length."""


class Built:
    """Asks the index of the minimum length that a question is about."""

    def __init__(self, transcripts: pd.DataFrame, build: Build) -> None:
        self._build = build
        self._transcripts = transcripts
        self._texts = distinct_texts(transcripts)
        self._of_length = cache(self._built)

    def _built(self, min_words: int) -> CompactIndex:
        unitigs = self._build(self._transcripts, min_words)
        return CompactIndex.of(self._texts, self._texts["words"].to_numpy(), unitigs, min_words)

    def __getattr__(self, name: str) -> Any:
        if not hasattr(FragmentEngine, name):
            raise AttributeError(name)
        asked = getattr(FragmentEngine, name)
        if not callable(asked):
            return getattr(self._of_length(MIN_WORDS), name)

        def answer(*args: Any, **options: Any) -> Any:
            given = signature(asked).bind(self, *args, **options).arguments
            index = self._of_length(_min_words(given))
            return getattr(index, name)(*args, **options)

        return answer


def _min_words(given: dict[str, Any]) -> int:
    """The minimum length that a question is about, or the words of the passage that it names."""
    query = given.get("query")
    if isinstance(query, RepeatQuery):
        return query.min_words
    name = FragmentName.read(given.get("fragment", ""))
    return min(max(name.words, FLOOR), MIN_WORDS) if name else MIN_WORDS
