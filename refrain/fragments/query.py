"""What is asked about repeats: how long they are at least, and of which kinds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

KINDS = ("within", "boundary", "excerpt", "shared")
"""The kinds of fragments, in the order in which they are listed everywhere."""
FLOOR = 3
"""The smallest minimum length, in words, that can be asked for."""
MIN_WORDS = 20
"""The minimum length that is asked for first: long enough not to be a habit of speech."""
Kinds = Collection[str] | None


@dataclass(frozen=True)
class RepeatQuery:
    """The repeats that a question is about.

    `min_words` is the minimum length of a repeat in words, FLOOR or more. `kinds` are some of KINDS
    in any order (kept in the order of KINDS), or None for all: only fragments of these kinds count.
    Equal queries are equal keys of a cache. Raises ValueError for a smaller length or another kind.

    >>> RepeatQuery(5, {"shared", "boundary"})
    RepeatQuery(min_words=5, kinds=('boundary', 'shared'))
    """

    min_words: int = MIN_WORDS
    kinds: Kinds = None

    def __post_init__(self) -> None:
        """Check what was given, and bring the kinds into one order."""
        if self.min_words < FLOOR:
            raise ValueError(
                f"A repeat has {FLOOR} words at least: {self.min_words} is no minimum length."
            )
        if self.kinds is not None:
            for kind in self.kinds:
                if kind not in KINDS:
                    known = ", ".join(KINDS)
                    raise ValueError(f"No kind of fragment is called {kind!r}: there are {known}.")
            ordered = tuple(kind for kind in KINDS if kind in self.kinds)
            object.__setattr__(self, "kinds", ordered)


DEFAULT = RepeatQuery()
"""Repeats of MIN_WORDS words or more, of all kinds."""
