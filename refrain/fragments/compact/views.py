"""What repeats at the one minimum length that was built."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from refrain.errors import RefrainError
from refrain.fragments.local.near.views import NearViews
from refrain.fragments.local.repeats import Repeats
from refrain.fragments.local.views import RepeatViews
from refrain.wording import plural


class NotBuiltError(RefrainError):
    """What was asked for is not in what was built; the message says how to have it."""


class CompactViews(RepeatViews):
    """The exact repeats of one minimum length, from the places of unitigs."""

    def repeats(self, min_words: int) -> Repeats:
        """The repeats, which are of that length. Raises NotBuiltError for another."""
        if min_words != self.base.min_words:
            raise NotBuiltError(
                f"This was built for repeats of {plural(self.base.min_words, 'word')} or more, and "
                f"not of {min_words}. Build it again: refrain build … --min-words {min_words}."
            )
        return self.base

    @cached_property
    def near(self) -> NearViews:
        """Near-repeats are not in it. Raises NotBuiltError."""
        raise NotBuiltError(
            "Repeats with some words changed are not built. Ask for exact ones, or open the "
            "transcripts themselves on one machine."
        )

    def equal_passages(self, at: int, words: int) -> np.ndarray:
        """The positions, in order, at which the same so many words stand as at this one.

        Raises NotBuiltError for fewer words than the minimum length.
        """
        return self.repeats(min(words, self.base.min_words)).places_of(at, words)
