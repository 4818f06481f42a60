"""From places of unitigs, as tasks found them, to the table of unitigs."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from refrain.fragments.compact import UNITIGS

_EQUAL = ["windows", "digest"]


class CollisionError(Exception):
    """Two different windows of words have one hash."""


def numbered(places: pa.Table) -> pd.DataFrame:
    """The unitigs in order of their places, numbered by the first: UNITIGS.

    Raises CollisionError where two of one name differ in their words. Windows with one hash are in
    unitigs of one name, and at one distance from the beginning: so none is missed.
    """
    table = places.to_pandas().sort_values(["row", "word"], ignore_index=True)
    table["unitig"] = table.groupby(["high", "low"], sort=False).ngroup()
    first = table.drop_duplicates("unitig")[_EQUAL].take(table["unitig"]).reset_index(drop=True)
    if not table[_EQUAL].equals(first):
        raise CollisionError
    return table[[*UNITIGS]].astype(UNITIGS)
