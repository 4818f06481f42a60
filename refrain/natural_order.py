"""Names in the order in which a person counts: 2 before 10, capital letters beside small ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from natsort import natsort_keygen

_number_aware = natsort_keygen()


def natural_key(name: str) -> tuple[Any, str]:
    """What `sorted` takes as a key. The same on every machine, and no two names are equal in it.

    >>> sorted(["10", "2", "b", "A", "1"], key=natural_key)
    ['1', '2', '10', 'A', 'b']
    """
    return _number_aware(name.casefold()), name


def naturally_sorted(names: Iterable[str]) -> list[str]:
    """The different names in their natural order; an empty one is the last.

    >>> naturally_sorted(["episode 10", "", "episode 9", "episode 10"])
    ['episode 9', 'episode 10', '']
    """
    return sorted(set(names), key=lambda name: (not name, natural_key(name)))


def natural_ranks(column: pd.Series) -> pd.Series:
    """A column of names as their places in the natural order; one of anything else as it is.

    It is a key for `DataFrame.sort_values`.
    """
    if not pd.api.types.is_string_dtype(column.dtype):
        return column
    names = column.astype("str")
    ranks = {name: rank for rank, name in enumerate(naturally_sorted(names.unique()))}
    return names.map(ranks)
