"""A table that a page shows, and that is at an address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pandas as pd

from dashboard.page import Page
from dashboard.tables.asked import SELECTING, Asked
from dashboard.tables.columns import Columns, Type
from dashboard.url_params import PARAMS, Param
from refrain.partial_table import PartialTable
from refrain.schemas import STRING

Options = tuple[str, ...]
Takes: TypeAlias = dict[Param[Any], Options]
"""Parameters, and what each may say."""
ANY: Options = ()
"""Of a parameter: whatever its type reads, and the corpus has."""


@dataclass(frozen=True)
class Table:
    """A table: its name in the address, the page that shows it, and what it holds.

    `rows` makes it of what is asked; `params` are those that matter to it besides what selects a
    corpus, with what each may say.
    """

    name: str
    page: Page
    meaning: str
    columns: Columns
    rows: Callable[[Asked], pd.DataFrame | PartialTable]
    params: Takes = field(default_factory=dict)
    is_dataset: bool = False
    """Whether it is verbatim in CSV, for programs to read back: see `refrain.tables`."""
    is_made_as_wanted: bool = False
    """Whether no more rows are made than `Asked.most`, where there may be very many."""

    @property
    def all_params(self) -> tuple[Param[Any], ...]:
        """Those that select a corpus, and its own."""
        return (*SELECTING, *self.params)

    @property
    def known_names(self) -> set[str]:
        """The parameters that its page's address may have: those that do not matter to the table
        are let through, so that an address of the page is one of the table."""
        return {param.name for param in PARAMS if param.shared or self.page in param.pages} | {
            param.name for param in self.all_params
        }

    def answer(self, asked: Asked) -> PartialTable:
        """Its rows, with the columns that it is described to have."""
        for param, options in self.params.items():
            asked.some_of(param, options) if options else asked.get(param)
        table = self.rows(asked)
        if not isinstance(table, PartialTable):
            table = PartialTable(table, len(table))
        return PartialTable(self._shaped(table.rows), table.total)

    def _shaped(self, frame: pd.DataFrame) -> pd.DataFrame:
        columns = {
            name: _typed(frame.get(name), column.type, len(frame))
            for name, column in self.columns.items()
        }
        return pd.DataFrame(columns)


_DTYPES: dict[Type, Any] = {
    "string": STRING,
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "datetime": "datetime64[us]",
}


def _typed(values: pd.Series | None, type: Type, rows: int) -> pd.Series:
    """A column in its type, without an index; all is missing where there is none."""
    if values is None:
        values = pd.Series([None] * rows, dtype="object")
    values = values.reset_index(drop=True)
    return values if type == "integers" else values.astype(_DTYPES[type])
