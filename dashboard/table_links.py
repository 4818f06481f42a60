"""The small link from a table on a page to the address where a program finds the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import streamlit as st

from dashboard import url_params
from dashboard.tables.table import Table
from dashboard.url_params import Params

PLACE = "api/"
"""What all these addresses begin with, from any page."""
LABEL, OF_PICTURE = "This table as data", "These numbers as data"
_HELP = "The address of the same rows, for programs: JSON, CSV or Parquet"
_ICON = ":material/data_object:"


def link(table: Table, params: Params | None = None, label: str = LABEL) -> None:
    """The link to a table as the page's controls have it, but for these parameters."""
    st.link_button(
        f":small[:gray[{label}]]",
        address(table, params or {}),
        icon=_ICON,
        type="tertiary",
        key=f"data-{table.name}",
        help=_HELP,
    )


@contextmanager
def beside(table: Table, params: Params | None = None) -> Iterator[None]:
    """What is made inside stands in a row with the link behind it."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        yield
        link(table, params)


def address(table: Table, params: Params) -> str:
    """The address of a table, from any page."""
    chosen = {param: param.chosen() for param in table.all_params} | dict(params)
    said = {param: value for param, value in chosen.items() if value is not None}
    defaults = {param: param.default for param in said if param.default is not None}
    written, by_default = url_params.written(said), url_params.written(defaults)
    # Where none is chosen, the address says so with one that is empty.
    query = urlencode(
        {name: value or [""] for name, value in written.items() if value != by_default.get(name)},
        doseq=True,
    )
    return f"{PLACE}{table.name}" + (f"?{query}" if query else "")
