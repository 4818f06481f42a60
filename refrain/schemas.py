"""The tables of a Corpus: their columns and types, checked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd

from refrain.errors import SchemaError


@contextmanager
def _without_pyspark() -> Iterator[None]:
    """Stands around the import of pandera, which imports pyspark where it is installed: for kinds
    of frames that refrain has none of, that would take half a second and print warnings."""
    before = sys.modules.get("pyspark")
    sys.modules["pyspark"] = None  # type: ignore[assignment] # so an import raises ImportError
    try:
        yield
    finally:
        del sys.modules["pyspark"]
        if before is not None:
            sys.modules["pyspark"] = before


with _without_pyspark():
    import pandera.pandas as pa

ROLES = ("shot", "target", "transcript")
STRING = pd.StringDtype(na_value=float("nan"))
ROLE = pd.CategoricalDtype(ROLES)
NO_TOPIC_LABEL = "(no topic)"
"""Where people read a topic: what stands there where there is none."""
_BROKEN = (pa.errors.SchemaError, pa.errors.SchemaErrors, KeyError, ValueError, TypeError)
_AT_LEAST = "greater_than_or_equal_to"

_string: dict[str, Any] = {"dtype": STRING, "nullable": False}
_missing_string: dict[str, Any] = {"dtype": STRING, "nullable": True}
_count: dict[str, Any] = {"dtype": "int64", "checks": pa.Check.ge(0)}
_missing_count: dict[str, Any] = {"dtype": "Int64", "nullable": True, "checks": pa.Check.ge(0)}
_place: dict[str, Any] = {"dtype": "int64", "checks": pa.Check.ge(1)}
_seconds: dict[str, Any] = {"dtype": "float64", "nullable": True, "checks": pa.Check.ge(0)}
_category: dict[str, Any] = {"dtype": "category", "nullable": True}

TRANSCRIPTS = pa.DataFrameSchema(
    {
        "transcript_id": pa.Column(**_string, unique=True),
        "text_id": pa.Column(**_missing_string),
        "source": pa.Column(**_string),
        "line": pa.Column(**_place),
        "prompt": pa.Column("Int64", nullable=True),
        "position": pa.Column(**_place),
        "role": pa.Column(ROLE, nullable=False),
        "topic": pa.Column(**_category),
        "topic_from": pa.Column(**_category),
        "title": pa.Column(**_missing_string),
        "speaker": pa.Column(**_missing_string),
        "language": pa.Column(**_missing_string),
        "published": pa.Column(**_missing_string),
        "url": pa.Column(**_missing_string),
        "media": pa.Column(**_missing_string),
        "format": pa.Column(**_category),
        "text": pa.Column(**_missing_string),
        "start": pa.Column(**_missing_count),
        "end": pa.Column(**_missing_count),
        "chars": pa.Column(**_count),
        "words": pa.Column(**_count),
    },
    strict=True,
    ordered=True,
)
TRANSCRIPT_TYPES: dict[str, Any] = {
    name: column.dtype.type for name, column in TRANSCRIPTS.columns.items()
}
"""By the name of a column of the transcripts table, its pandas dtype."""
CUES = pa.DataFrameSchema(
    {
        "transcript_id": pa.Column("category", nullable=False),
        "start": pa.Column(**_seconds),
        "end": pa.Column(**_seconds),
        "start_char": pa.Column(**_count),
        "end_char": pa.Column(**_count),
        "speaker": pa.Column(**_category),
    },
    strict=True,
    ordered=True,
)
PROBLEMS = pa.DataFrameSchema(
    {
        "source": pa.Column(**_string),
        "line": pa.Column("Int64", nullable=True),
        "kind": pa.Column(**_string),
        "message": pa.Column(**_string),
        "count": pa.Column(**_place),
    },
    strict=True,
    ordered=True,
)


def checked(frame: pd.DataFrame, schema: pa.DataFrameSchema, name: str) -> pd.DataFrame:
    """A frame with the types of its schema.

    Raises SchemaError where it breaks the schema, naming the column.
    """
    try:
        typed = frame.astype({c: column.dtype.type for c, column in schema.columns.items()})
        return typed if _holds(typed, schema) else schema.validate(typed)
    except _BROKEN as error:
        raise SchemaError(f"The {name} table breaks its schema: {error}") from error


def _holds(typed: pd.DataFrame, schema: pa.DataFrameSchema) -> bool:
    """Whether a frame of these types surely keeps the schema: what does not is for pandera to name.

    For a table that is as it should be, pandera takes twenty times as long, however short it is.
    """
    return list(typed.columns) == [*schema.columns] and all(
        _column_holds(typed[name], column) for name, column in schema.columns.items()
    )


def _column_holds(values: pd.Series, column: pa.Column) -> bool:
    if not column.nullable and values.hasnans:
        return False
    if column.unique and not values.is_unique:
        return False
    return all(
        check.name == _AT_LEAST and not (values < check.statistics["min_value"]).any()
        for check in column.checks
    )
