"""Buttons that hand a table over as a file, as `refrain transcripts` writes it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard import events
from refrain import tables

ENDINGS = [ending.removeprefix(".") for ending in reversed(tables.FORMATS)]
"""What a person can choose from, without the dot: what any editor opens comes first."""


def button(
    label: str,
    frame: Callable[[], pd.DataFrame],
    name: str,
    ending: str,
    *,
    for_people: bool = False,
) -> None:
    """A button that makes the table when it is clicked, and hands it over as a file.

    The file is verbatim, or `for_people` to open in a spreadsheet: see `refrain.tables`.
    """
    file = f"{name}.{ending}"

    def made() -> bytes:
        return tables.content(frame(), f".{ending}", for_people=for_people)

    st.download_button(
        label,
        events.downloaded(file, made),
        file,
        tables.FORMATS[f".{ending}"].media_type,
        icon=":material/download:",
        key=f"download-{name}",
        on_click="ignore",
    )


def file_stem(name: str) -> str:
    """A name from a dataset as the beginning of a file's: letters, digits and hyphens."""
    return re.sub(r"[^\w-]+", "-", re.sub(r"\.\w+$", "", name)).strip("-")[:60] or "transcripts"


def as_csv(frame: pd.DataFrame, name: str) -> None:
    """A button for the table as a CSV file for people."""
    button("Download as CSV", lambda: frame, name, "csv", for_people=True)


def dataset_as_csv(frame: pd.DataFrame, name: str) -> None:
    """A button for transcripts as a CSV file for programs: verbatim, as the command line writes
    it."""
    button("Download as CSV", lambda: frame, name, "csv")
