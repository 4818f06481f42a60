"""From places of unitigs, as tasks found them, to the table of unitigs."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

_COLUMNS = {
    "row": "int64",
    "word": "int64",
    "windows": "int32",
    "unitig": "int64",
    "start": "int32",
    "end": "int32",
}
_EQUAL = ["windows", "digest"]


class CollisionError(Exception):
    """Two different windows of words have one hash."""


def numbered(places: pa.Table) -> pd.DataFrame:
    """The unitigs in order of their places, numbered by the first: row, word, windows, unitig,
    start, end.

    Raises CollisionError where two of one name differ in their words. Windows with one hash are in
    unitigs of one name, and at one distance from the beginning: so none is missed.
    """
    table = places.to_pandas().sort_values(["row", "word"], ignore_index=True)
    table["unitig"] = table.groupby(["high", "low"], sort=False).ngroup()
    first = table.drop_duplicates("unitig")[_EQUAL].take(table["unitig"]).reset_index(drop=True)
    if not table[_EQUAL].equals(first):
        raise CollisionError
    return table[[*_COLUMNS]].astype(_COLUMNS)
