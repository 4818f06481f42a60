"""What recognisers of speech write, and captions as JSON: each in a dialect of its own.

`dialects` lists them; `signature` and `entry` look at values by their types, `joining` makes cues
of words. Most say everything more than once: a dialect is read at the level that says most of when
and by whom each word is said, if nothing is missing there (`joining.fullest`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.speech_json.dialects import Dialect, language_of
from refrain.loader.formats.speech_json.documents import Document, documents
from refrain.loader.formats.speech_json.entry import LIST, Entry
from refrain.loader.formats.tables.json_items import BROKEN, items
from refrain.loader.report import Report
from refrain.loader.source import Source
from refrain.loader.timed_text import timed_text
from refrain.records import Problem, Transcript

__all__ = ["ENDINGS", "KINDS", "NAME", "read", "recognises"]

NAME = "JSON of speech recognisers"
ENDINGS: tuple[str, ...] = (".json", ".json3")
KINDS: Mapping[str, FindingKind] = {}


def recognises(source: Source) -> bool:
    """Whether the file is JSON in one of the dialects, or the beginning of a list in one."""
    return bool(documents(source.json if source.json is not None else _whole_items(source)))


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcript of the file, and what is wrong in it, by its path in the JSON.

    A file that has the output for several recordings, in a list or by their names, has a transcript
    for each.
    """
    report = Report(source.name)
    value, fault = source.parsed_json
    if fault is not None:
        value = _whole_items(source)
        message = f"The list is no JSON from line {fault.line} on: {fault.why}."
        report.add("broken-file", fault.line, f"{message} What stands before was read.")
    found = documents(value)
    for position, document in enumerate(found, 1):
        top = _entry(document, report)
        if document.dialect is None:
            message = "is not what the others are, and was left out. Mend it if it was spoken."
            top.tell("stray-line", message)
            continue
        transcript = _transcript(source, top, document, document.dialect)
        transcript.position = position
        transcript.place = str(position) if len(found) > 1 else ""
        if transcript.text:
            yield transcript
    yield from report.problems()


def _whole_items(source: Source) -> list[Any]:
    """The values of a list that is damaged, up to the damage; none of anything else."""
    fault = source.parsed_json.fault
    is_list = source.beginning.lstrip().startswith("[")
    if fault is None or fault.kind != "broken-file" or not is_list:
        return []
    return [value for _, value in items(source.text) if value is not BROKEN]


def _entry(document: Document, report: Report) -> Entry:
    value = document.value if isinstance(document.value, dict) else {LIST: document.value}
    return Entry(value, document.path, report)


def _transcript(source: Source, top: Entry, document: Document, dialect: Dialect) -> Transcript:
    speeches = dialect.speeches(top)
    spoken = timed_text(one._replace(text=" ".join(one.text.split())) for one in speeches)
    if not spoken.text:
        top.tell("no-speech", f"is in the form of {dialect.name}, but no word is in it.")
    return Transcript(
        source=source.name,
        text=spoken.text,
        cues=spoken.cues,
        speaker=spoken.speaker,
        language=language_of(document.value, dialect),
        title=document.title,
        format=dialect.name,
    )
