"""Addresses of this server: where it is below its host, and which of them are pages."""

from __future__ import annotations

import streamlit as st

from dashboard.page import Page

_PAGES = {"", *(page.url_path for page in Page)}


def base() -> str:
    """What all addresses begin with: "" at the root of a host, or such as /refrain."""
    path = (st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def below_base(path: str) -> str:
    """A path of a request without the base and its slashes: `keywords`, `media/1.png`."""
    return path.removeprefix(base()).strip("/")


def is_page(path: str) -> bool:
    """Whether a path of a request is a page's."""
    return path.startswith(f"{base()}/") and below_base(path) in _PAGES
