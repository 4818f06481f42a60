"""A table is taken where pandera takes it, and refused by pandera's own words where it does not."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from refrain.errors import SchemaError
from refrain.schemas import CUES, PROBLEMS, TRANSCRIPTS, checked

TABLES = {"transcripts": TRANSCRIPTS, "cues": CUES, "problems": PROBLEMS}
STRINGS = {"role": "shot"}


def whole(name: str) -> pd.DataFrame:
    """A table of that name with two rows that keep its schema, of any types."""
    types = {column: str(said.dtype) for column, said in TABLES[name].columns.items()}
    numbers = {column for column, kind in types.items() if "int" in kind.lower() or "float" in kind}
    return pd.DataFrame(
        {
            column: [1, 2] if column in numbers else [STRINGS.get(column, text) for text in "ab"]
            for column in types
        }
    ).astype(object)


def set_first(value: object) -> Callable[[pd.DataFrame, str], pd.DataFrame]:
    def change(frame: pd.DataFrame, column: str) -> pd.DataFrame:
        frame.loc[0, column] = value
        return frame

    return change


def move_to_the_end(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    return frame[[*frame.columns.drop(column), column]]


CHANGES: dict[str, Callable[[pd.DataFrame, str], pd.DataFrame]] = {
    "none": lambda frame, column: frame,
    "no rows": lambda frame, column: frame.head(0),
    "missing": set_first(None),
    "negative": set_first(-1),
    "zero": set_first(0),
    "half": set_first(0.5),
    "as the other": lambda frame, column: set_first(frame.loc[1, column])(frame, column),
    "column gone": lambda frame, column: frame.drop(columns=column),
    "column added": lambda frame, column: frame.assign(**{f"{column}2": 1}),
    "column renamed": lambda frame, column: frame.rename(columns={column: "other"}),
    "column moved": move_to_the_end,
}


def kept_by_pandera(frame: pd.DataFrame, name: str) -> bool:
    schema = TABLES[name]
    try:
        schema.validate(frame.astype({c: said.dtype.type for c, said in schema.columns.items()}))
    except Exception:
        return False
    return True


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_taken_where_pandera_takes_it(name, change):
    verdicts = {}
    for column in TABLES[name].columns:
        changed = CHANGES[change](whole(name), column)
        try:
            checked(changed, TABLES[name], name)
            verdicts[column] = True
        except SchemaError:
            verdicts[column] = False
    assert verdicts == {
        column: kept_by_pandera(CHANGES[change](whole(name), column), name) for column in verdicts
    }
    if change in ("none", "no rows"):
        assert all(verdicts.values())
