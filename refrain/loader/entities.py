"""The characters that HTML has names and numbers for."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

CHARACTERS = html5
"""By name, with its semicolon."""
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def decoded(text: str, times: int = 1) -> str:
    """A text with the characters that its references stand for, where they were encoded up to so
    many times; what HTML does not know stays.

    >>> decoded("don&#39;t &amp;amp; AT&T; &lt;3"), decoded("don&amp;#39;t &amp;amp;", times=3)
    ("don't &amp; AT&T; <3", "don't &")
    """
    for _ in range(times):
        if "&" not in text:
            break
        text = _REFERENCE.sub(_character, text)
    return text


def _character(match: re.Match[str]) -> str:
    reference = match.group()
    # Only whole names: `unescape` takes the `&no` of `&november;` for one, too.
    if reference[1] != "#" and reference[1:] not in CHARACTERS:
        return reference
    return unescape(reference)
