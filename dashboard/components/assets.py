"""The JavaScript and CSS beside this module, read once when the app starts."""

from __future__ import annotations

from importlib.resources import files


def asset(name: str) -> str:
    """The text of a `.js` or `.css` file in this folder."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
