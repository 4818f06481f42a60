"""The scripts that run in pages. Each is known beforehand, so that the server can forbid others.

What a script is told is not in its text, which is always the same, but in its attributes.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.components.assets import asset

_TEXTS = {
    name: f"\n{asset(f'{name}.js')}" for name in ("dropped_folders", "go", "history", "scroll")
}


def run(name: str, into: DeltaGenerator | None = None, **told: str) -> None:
    """Run a script of this folder, which finds what it is told in `document.currentScript.dataset`.

    It runs again when it is told something else than the time before.
    """
    attributes = "".join(f' data-{key}="{escape(value)}"' for key, value in told.items())
    markup = f"<script{attributes}>{_TEXTS[name]}</script>"
    (into or st).html(markup, unsafe_allow_javascript=True)


def digests() -> list[str]:
    """What tells a browser that these are meant: sources of a Content-Security-Policy."""
    return [digest(text) for text in _TEXTS.values()]


def digest(text: str) -> str:
    """The source that stands for one inline script.

    >>> digest("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    sha256 = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(sha256).decode()}'"
