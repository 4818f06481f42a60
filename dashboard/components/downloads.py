"""Tables as files to download, in the formats that `refrain transcripts` writes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pandas as pd
import streamlit as st

ENDINGS = {"jsonl": "application/jsonl", "csv": "text/csv", "parquet": "application/octet-stream"}


def button(label: str, frame: Callable[[], pd.DataFrame], name: str, ending: str) -> None:
    """A button that makes the table when it is clicked, and hands it over as a file."""
    st.download_button(
        label,
        lambda: content(frame(), ending),
        f"{name}.{ending}",
        ENDINGS[ending],
        icon=":material/download:",
        key=f"download-{name}",
        on_click="ignore",
    )


def content(frame: pd.DataFrame, ending: str) -> bytes:
    """A table as a file of that ending."""
    if ending == "csv":
        return frame.to_csv(index=False).encode("utf-8-sig", "surrogatepass")
    if ending == "parquet":
        buffer = io.BytesIO()
        frame.to_parquet(buffer, index=False)
        return buffer.getvalue()
    return frame.to_json(orient="records", lines=True, force_ascii=False).encode("utf-8")


def file_stem(name: str) -> str:
    """A name from a dataset as the beginning of a file's: letters, digits and hyphens."""
    return re.sub(r"[^\w-]+", "-", re.sub(r"\.\w+$", "", name)).strip("-")[:60] or "transcripts"


def as_csv(frame: pd.DataFrame, name: str) -> None:
    """A button for the table as a CSV file."""
    button("Download as CSV", lambda: frame, name, "csv")
