"""Scrolls to what a page is about."""

from __future__ import annotations

import json

import streamlit as st

from dashboard.components.assets import asset

_SCROLL = asset("scroll.js")


def scroll_to(selector: str, step: int, box: str | None = None) -> None:
    """Show the first element that a CSS selector finds, in the box of that id or on the page.

    A script runs when it differs from the one before: another `step` scrolls again.
    """
    arguments = f"{json.dumps(selector)}, {json.dumps(box)}"
    st.html(f"<script>/* {step} */ ({_SCROLL})({arguments})</script>", unsafe_allow_javascript=True)
