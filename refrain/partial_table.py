"""A table that may have been cut, and how many rows there were before."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd


class PartialTable(NamedTuple):
    """The rows that are shown, and the number of all: no cut goes unannounced."""

    rows: pd.DataFrame
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether some rows were left out."""
        return self.total > len(self.rows)


class LeastTable(PartialTable):
    """A PartialTable whose total is the least that there is: it was not counted to the end."""
