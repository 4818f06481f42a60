"""A plain-text or Markdown file: one transcript, on the topic that its folder names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from refrain import speakers
from refrain.finding_kinds import FindingKind
from refrain.loader import marked_turns, metadata
from refrain.loader.endings import MARKDOWN, TEXT
from refrain.loader.source import Source
from refrain.records import Problem, Transcript
from refrain.speaker_labels import labels, unspoken
from refrain.time_marks import time_marks

NAME = "plain text"
ENDINGS: tuple[str, ...] = TEXT + MARKDOWN

KINDS: Mapping[str, FindingKind] = {}

_LINE_END = re.compile(r"\r\n?|\n")
_LINE = re.compile(r"[^\r\n]*")
_HEADING = re.compile(r"#{1,6}[ \t]+")


def recognises(source: Source) -> bool:
    """Whether there is text in it: what no other format recognises is plain text."""
    return bool(source.text)


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The whole of a file as one transcript, without front matter and the white space around it.

    Title, speaker, language, date, topic and address are those of the front matter. Where it gives
    none, the title is a Markdown heading that the text begins with, and the speakers are the names
    in labels that begin lines, in the order in which they first speak, joined by `; `. The text
    stays as it is written; its cues go from each of its labels and time marks to the next.
    """
    text = source.text
    columns, front = metadata.front_matter(text, source.name)
    body = text[front:].strip()
    start = front + len(text[front:]) - len(text[front:].lstrip())
    times = time_marks(body)
    turns = labels(body, times)
    yield Transcript(
        source=source.name,
        line=1 + len(_LINE_END.findall(text[:start])),
        title=columns.get("title") or _heading(body) or None,
        speaker=columns.get("speaker") or "; ".join(speakers.from_labels(body, turns)) or None,
        language=columns.get("language"),
        published=columns.get("published"),
        topic=columns.get("topic"),
        topic_from=columns.get("topic_from"),
        url=columns.get("url"),
        text=body,
        start=start,
        end=start + len(body),
        cues=marked_turns.cues(body, times, turns),
        unspoken=unspoken(times, turns),
    )


def _heading(body: str) -> str:
    """The Markdown heading in the first line, without its `#`, or "".

    >>> _heading("## About C# ##"), _heading("# C#"), _heading("#hashtag")
    ('About C#', 'C#', '')
    """
    line = _LINE.match(body)
    first = line.group().strip() if line else ""
    mark = _HEADING.match(first)
    if not mark:
        return ""
    title = first[mark.end() :]
    # Only marks after a blank close the heading: the one of C# is part of the name.
    bare = title.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else title
