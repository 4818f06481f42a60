r"""The text of an event of ASS, without what says how it looks.

In braces are overrides (`{\i1}`) and remarks; `{\p1}` begins a drawing, whose text are its lines,
and `{\p0}` ends it. `\N` and `\n` are line ends, `\h` is a hard space. Syllables of karaoke
(`{\k20}`) join as they stand.
"""

from __future__ import annotations

import re

_DRAWING = re.compile(r"\\p(\d{1,3})(?=[\\})\s]|$)")
_SPACE = re.compile(r"\\[Nnh]")


def spoken(text: str) -> str:
    r"""The words of an event's text; "" where it has none.

    >>> spoken(r"{\an8}So {\k20}ka{\k30}ra{a remark}oke,\Nwell")
    'So karaoke, well'
    >>> spoken(r"{\p1}m 0 0 l 10 10{\p0}Exit"), spoken("{so")
    ('Exit', '{so')
    """
    pieces, at, drawing = [], 0, False
    while True:
        start = text.find("{", at)
        end = text.find("}", start) if start >= 0 else -1
        if not drawing:
            pieces.append(text[at : start if end >= 0 else None])
        if end < 0:
            break
        for scale in _DRAWING.findall(text, start, end + 1):
            drawing = int(scale) > 0
        at = end + 1
    return " ".join(_SPACE.sub(" ", "".join(pieces)).split())
