"""The tables and pictures of a page, each with the link to it as data that stands below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd
from streamlit.testing.v1 import AppTest

from dashboard.table_links import PLACE


class Shown(NamedTuple):
    """A table as a page shows it (None: a picture), and its address as data (None: it has none)."""

    frame: pd.DataFrame | None
    address: str | None


def tables_shown(app: AppTest) -> list[Shown]:
    """What the page shows, in order."""
    shown: list[Shown] = []
    for element in _elements(app.main):
        if element.type == "dataframe":
            shown.append(Shown(element.value, None))
        elif element.type == "link_button" and element.proto.url.startswith(PLACE):
            of_table = shown and shown[-1].frame is not None and shown[-1].address is None
            frame = shown.pop().frame if of_table else None
            shown.append(Shown(frame, element.proto.url))
    return shown


def _elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _elements(child)
        else:
            yield child
