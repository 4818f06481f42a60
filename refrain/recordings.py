"""Addresses of recordings: the one that opens a recording at a second."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

_YOUTUBE = re.compile(r"(?:[a-z]+\.)?youtube(?:-nocookie)?\.com\Z")
_YOUTUBE_PATH = re.compile(r"/(?:shorts|live|embed|v)/([\w-]+)/?\Z")
_VIMEO = re.compile(r"(?:[a-z]+\.)?vimeo\.com\Z")
_HOST = re.compile(r"(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?")
_TIMES = ("t", "start", "time_continue")
_SAFE = "%/:@!$&'*+,;=~-._?"


def at_second(address: object, seconds: float | None) -> str | None:
    """The address that opens a recording at a second, or at its beginning where that is missing;
    None for what is no address of the web (`javascript:` and the like).

    YouTube and Vimeo have ways of their own; for all else it is a media fragment (W3C, Media
    Fragments URI 1.0), which browsers follow in files of audio and video. An address that points
    to a place in a page keeps it.

    >>> at_second("https://www.youtube.com/watch?v=a_b-c&t=5s", 62.9)
    'https://www.youtube.com/watch?v=a_b-c&t=62s'
    >>> at_second("https://youtu.be/a_b-c", 62), at_second("https://vimeo.com/123", 62)
    ('https://youtu.be/a_b-c?t=62s', 'https://vimeo.com/123#t=62s')
    >>> at_second("http://a.org/show.mp3", 62), at_second("javascript:alert(1)", 62)
    ('http://a.org/show.mp3#t=62', None)
    """
    parts = _web_address(address)
    if parts is None:
        return None
    host = (parts.hostname or "").lower()
    at = None if seconds is None or seconds != seconds else max(int(seconds), 0)
    if _YOUTUBE.match(host) or host == "youtu.be":
        return _escaped(_youtube(parts, at))
    if at is None or ("=" not in parts.fragment and parts.fragment):
        return _escaped(parts)
    unit = "s" if _VIMEO.match(host) else ""
    return _escaped(parts._replace(fragment=f"t={at}{unit}"))


def _web_address(address: object) -> SplitResult | None:
    if not isinstance(address, str) or re.search(r"[\s\x00-\x1f\x7f\\]", address.strip()):
        return None
    try:
        parts = urlsplit(address.strip())
        usable = _HOST.fullmatch(parts.netloc) and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if usable and parts.scheme in ("http", "https") else None


def _youtube(parts: SplitResult, at: int | None) -> SplitResult:
    query = [(name, value) for name, value in parse_qsl(parts.query) if name not in _TIMES]
    path = parts.path
    if named := _YOUTUBE_PATH.match(path):
        path, query = "/watch", [("v", named[1]), *query]
    if at is not None:
        query.append(("t", f"{at}s"))
    return parts._replace(path=path, query=urlencode(query, errors="replace"), fragment="")


def _escaped(parts: SplitResult) -> str:
    """The address with nothing in it that HTML or Markdown would take for its own."""
    return parts._replace(
        path=quote(parts.path, _SAFE, errors="replace"),
        query=quote(parts.query, _SAFE, errors="replace"),
        fragment=quote(parts.fragment, _SAFE, errors="replace"),
    ).geturl()
