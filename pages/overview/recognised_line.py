"""What the files were recognised as, in a line whose parts lead to their files."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard import cached, navigation, url_params
from dashboard.page import Page
from refrain import recognised, wording
from refrain.corpus import Corpus


def show(corpus: Corpus) -> None:
    """The line, for all files of the corpus."""
    formats = cached.once(_formats, corpus)
    if formats.empty:
        return
    parts = []
    for row in formats.itertuples(index=False):
        details = ", ".join(
            _link(f"{count:,} {detail}", f"{row.name} ({detail})") for detail, count in row.details
        )
        in_brackets = f" ({details})" if details else ""
        parts.append(_link(f"{row.files:,} {row.name}", row.name) + in_brackets)
    total = wording.plural(int(formats["files"].sum()), "file")
    st.html(f'<p class="recognised">{total}: {", ".join(parts)}</p>')


def _formats(corpus: Corpus) -> pd.DataFrame:
    return recognised.by_format(cached.files(corpus))


def _link(label: str, taken_for: str) -> str:
    address = navigation.address(Page.FILES, {url_params.TAKEN_FOR: taken_for})
    return f'<a href="{escape(address)}" target="_self">{escape(label)}</a>'
