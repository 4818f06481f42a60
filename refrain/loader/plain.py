"""A plain-text or Markdown file: one transcript, on the topic that its folder names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from refrain.loader.parsed import Parsed

_HEADING = re.compile(r"#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r\n?|\n|$)")


def parse(text: str, source: str, folder: str) -> Parsed:
    """The whole of a file as one transcript, without the white space around it.

    Its topic is the name of the `folder` that holds it; its title a Markdown heading that it begins
    with, or else its file name.
    """
    start = len(text) - len(text.lstrip())
    body = text.strip()
    heading = _HEADING.match(body)
    stem = re.sub(r"[-_]+", " ", PurePosixPath(source).stem).strip()
    row = {
        "transcript_id": source,
        "source": source,
        "line": 1 + len(re.findall(r"\r\n?|\n", text[:start])),
        "position": 1,
        "role": "transcript",
        "topic": folder or None,
        "title": heading.group(1) if heading else stem or source,
        "text": body,
        "start": start,
        "end": start + len(body),
    }
    return Parsed([row])
