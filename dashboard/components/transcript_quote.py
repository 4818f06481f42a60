"""A passage of a transcript by itself, escaped."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.components.transcript_style import STYLE


def quote(text: str, most: int) -> None:
    """A passage by itself; of a long one, the beginning, and a word on the rest."""
    rest = len(text) - most
    more = f'<span class="skipped">… and {rest:,} characters more</span>' if rest > 0 else ""
    st.html(
        f'{STYLE}<div class="transcript box short"><mark class="level1">{escape(text[:most])}'
        f"</mark>{more}</div>"
    )
