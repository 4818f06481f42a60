"""Addresses of this server: where it is below its host, and which of them are pages."""

from __future__ import annotations

import ipaddress

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


def first_part(path: str) -> str:
    """What kind of address a path of a request is: `api`, `media`, `_stcore`, or a page's name."""
    return below_base(path).partition("/")[0]


def is_page(path: str) -> bool:
    """Whether a path of a request is a page's."""
    return path.startswith(f"{base()}/") and below_base(path) in _PAGES


def is_loopback(host: str) -> bool:
    """Whether an address or a name of a machine is this machine's own.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
