"""What is asked about repeats: how long they are at least, and of which kinds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

KINDS = ("within", "boundary", "excerpt", "shared")
"""The kinds of fragments, in the order in which they are listed everywhere."""
FLOOR = 3
"""The smallest minimum length, in words, that can be asked for."""
MIN_WORDS = 20
"""The minimum length that is asked for first: long enough not to be a habit of speech."""
EXACT = 1.0
"""The similarity of passages whose words are all equal."""
SIMILARITY_FLOOR = 0.6
"""The smallest similarity that can be asked for."""
NEAR_WORDS = 10
"""Words of the shortest passage that is looked for where not all of them need be equal."""
Kinds = Collection[str] | None


@dataclass(frozen=True)
class RepeatQuery:
    """The repeats that a question is about.

    `min_words` is the minimum length of a repeat in words, FLOOR or more. `kinds` are some of KINDS
    in any order (kept in the order of KINDS), or None for all: only fragments of these kinds count.
    `similarity` is the share of words in which two places of a repeat agree, of all columns of
    their alignment (in hundredths): EXACT, or a smaller one down to SIMILARITY_FLOOR. Then
    near-repeats count beside exact ones, where they have NEAR_WORDS words or more.
    Equal queries are equal keys of a cache. Raises ValueError for what cannot be asked.

    >>> RepeatQuery(5, {"shared", "boundary"})
    RepeatQuery(min_words=5, kinds=('boundary', 'shared'), similarity=1.0)
    """

    min_words: int = MIN_WORDS
    kinds: Kinds = None
    similarity: float = EXACT

    def __post_init__(self) -> None:
        """Check what was given, and bring the kinds into one order."""
        if self.min_words < FLOOR:
            raise ValueError(
                f"A repeat has {FLOOR} words at least: {self.min_words} is no minimum length."
            )
        if not SIMILARITY_FLOOR <= self.similarity <= EXACT:
            raise ValueError(
                f"The similarity is from {SIMILARITY_FLOOR} to {EXACT}, and not {self.similarity}."
            )
        object.__setattr__(self, "similarity", round(self.similarity, 2))
        if self.kinds is not None:
            for kind in self.kinds:
                if kind not in KINDS:
                    known = ", ".join(KINDS)
                    raise ValueError(f"No kind of fragment is called {kind!r}: there are {known}.")
            ordered = tuple(kind for kind in KINDS if kind in self.kinds)
            object.__setattr__(self, "kinds", ordered)

    @property
    def is_exact(self) -> bool:
        """Whether all words of a repeat have to be equal."""
        return self.similarity == EXACT

    @property
    def exact(self) -> RepeatQuery:
        """The same question about exact repeats."""
        return replace(self, similarity=EXACT)


DEFAULT = RepeatQuery()
"""Repeats of MIN_WORDS words or more, of all kinds."""
