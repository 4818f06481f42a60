"""Names of transcripts to pick from. A browser takes some thousand of them: of more, a person types
a part of the name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import url_params
from refrain import wording

MOST_OPTIONS = 1_000


def offered(names: pd.Series, chosen: Sequence[int]) -> list[int]:
    """The rows to pick from: all, or of more than MOST_OPTIONS the first whose names have what a
    person types into a field above, and those that are chosen already."""
    if len(names) <= MOST_OPTIONS:
        return list(range(len(names)))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        part = st.text_input(
            "Find transcripts by name",
            placeholder="Part of a name",
            width=320,
            **url_params.NAME_HAS.bound(),
        )
        rows = rows_with(names, part)
        st.caption(_how_many(len(rows), len(names), part), width="stretch")
    return sorted({*map(int, rows[:MOST_OPTIONS]), *chosen})


def rows_with(names: pd.Series, part: str) -> np.ndarray:
    """The rows whose names have that part, in any case."""
    if not part:
        return np.arange(len(names))
    has = names.str.contains(part, case=False, regex=False)
    return np.flatnonzero(has.to_numpy(dtype=bool, na_value=False))


def row_of(names: pd.Series, name: str | None) -> int | None:
    """The row that has this name, or id; None where none has.

    As a search through the column: an index of very many names would take more memory than they do.
    """
    if not name:
        return None
    rows = np.flatnonzero((names == name).to_numpy(dtype=bool, na_value=False))
    return int(rows[0]) if len(rows) else None


def _how_many(found: int, total: int, part: str) -> str:
    """How many names have the part, and how many of them can be picked below."""
    having = f"{found:,} of {wording.plural(total, 'transcript')} have this in their name"
    said = having if part else wording.plural(total, "transcript")
    if found > MOST_OPTIONS:
        said += f"; the first {MOST_OPTIONS:,}, in file order, can be picked below"
    return f"{said}."
