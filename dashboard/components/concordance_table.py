"""The lines of a concordance as a table: before, match, after."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd
import streamlit as st

from dashboard.components import tables
from dashboard.components.markdown import one_line


def table(
    lines: pd.DataFrame,
    *,
    key: str,
    match: Any,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    side: int = 300,
    height: int | Literal["auto"] = "auto",
) -> int | None:
    """Lines of a concordance as a table; returns the row just clicked, or None.

    `match` is the column of what was found, `side` the width of the columns on either side of it
    (pixels), `before` and `after` further columns at the ends, as `tables.table` takes them.
    """
    columns = {
        **(before or {}),
        "left": st.column_config.TextColumn("… before", alignment="right", width=side),
        "match": match,
        "right": st.column_config.TextColumn("after …", width=side),
        **(after or {}),
    }
    # A cell paints the first characters that might fit, at four pixels each; what counts before a
    # match are the last.
    fit = side // 4 - 1
    shown = lines.assign(left=[one_line(text)[-fit:] for text in lines["left"]])
    return tables.table(shown, key=key, columns=columns, height=height)
