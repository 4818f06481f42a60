"""XML from anyone, read as it comes: without a tree, and without what its document type says.

A document type can define entities that grow without end or that are other files, so none is read:
it is taken out and named, and what is left is read. Of XML that is damaged, what was read up to the
damage counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from refrain.finding_kinds import FindingKind
from refrain.loader.mended_xml import mended, without_document_type
from refrain.loader.source import Source
from refrain.records import Problem
from refrain.surrogates import replaced

KINDS = {
    "document-type": FindingKind(
        "warning",
        "file has a document type",
        "files have a document type",
        "It can make a small file endless, or fetch others, so nothing of it was read or fetched. "
        "Take it out (<!DOCTYPE …>).",
    ),
}
"""What is wrong in XML alone."""
_CHUNK = 1_000_000
_LONGEST_PIECE = 16_000_000
_BEFORE_ROOT = ("<?", "?>"), ("<!--", "-->"), ("<!", ">")
_SPACE = re.compile("[\ufeff \t\r\n]*")
_NAME = re.compile(r"[^\s/>]{1,200}")


class Handler:
    """What takes the elements of a file, in their order; names are `{namespace}name`."""

    place: Callable[[], int] = staticmethod(lambda: 1)
    """The line that is being read, from 1."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text, or a piece of it, in the element that was begun last and has not ended."""


H = TypeVar("H", bound=Handler)


class _Stop(NamedTuple):
    """Where a file was read to: the line, the share of the file, and why not on; None at its
    end."""

    line: int
    share: float
    why: str | None


def read(source: Source, make: Callable[[], H]) -> tuple[H, list[Problem]]:
    """A handler with what it took of a file, and what is wrong with the file."""
    problems = []
    text = source.text
    if "<!DOCTYPE" in text:
        message = "The document type (<!DOCTYPE …>) was not read, nor anything that it names."
        problems.append(Problem(source.name, None, "document-type", message))
        text = without_document_type(text)
    handler, stop = _parsed(text, make)
    if stop.why is not None and (repaired := mended(text)) != text:
        again, second = _parsed(repaired, make)
        if second.share > stop.share:
            problems.append(_broken(source, stop, "It was read as if it were mended."))
            handler, stop = again, second
    if stop.why is not None:
        problems.append(_broken(source, stop, "What stands before was read, the rest was not."))
    return handler, problems


def root(beginning: str) -> str:
    """The tag with which XML or HTML begins, as it is written, without its `<`; "" without one.

    >>> root('<?xml version="1.0"?><!-- so --><tt xml:lang="en">'), root("so <tt>")
    ('tt xml:lang="en"', '')
    >>> root("<!DOCTYPE tt [<!ENTITY a '>'>]><tt>")
    'tt'
    """
    beginning, at = without_document_type(beginning), 0
    while True:
        at = _SPACE.match(beginning, at).end()  # type: ignore[union-attr]  # matches nothing, too
        closing = next((end for mark, end in _BEFORE_ROOT if beginning.startswith(mark, at)), None)
        if closing is None:
            break
        end = beginning.find(closing, at)
        if end < 0:
            return ""
        at = end + len(closing)
    end = beginning.find(">", at)
    return beginning[at + 1 : end if end >= 0 else None] if beginning.startswith("<", at) else ""


def root_name(beginning: str) -> str:
    """The name of the element with which XML or HTML begins, without its prefix.

    >>> root_name('<tt:tt xmlns:tt="…">'), root_name("<!DOCTYPE html><HTML>"), root_name("So.")
    ('tt', 'HTML', '')
    """
    name = _NAME.match(root(beginning))
    return name.group().rpartition(":")[2] if name else ""


def _parsed(text: str, make: Callable[[], H]) -> tuple[H, _Stop]:
    # White space or a mark of the order of bytes may stand before the first tag.
    begin = max(text.find("<"), 0)
    lines = text.count("\n", 0, begin)
    content = replaced(text[begin:]).encode()
    handler = make()
    parser = DefusedXMLParser(target=handler, encoding="utf-8", forbid_dtd=True)
    expat = parser.parser
    handler.place = lambda: expat.CurrentLineNumber + lines
    why = None
    try:
        for at in range(0, len(content), _CHUNK):
            # Expat looks at a tag from its beginning each time that there is more of it.
            if at - max(expat.CurrentByteIndex, 0) > _LONGEST_PIECE:
                why = f"a piece of markup is longer than {_LONGEST_PIECE:,} bytes"
                break
            parser.feed(content[at : at + _CHUNK])
        else:
            parser.close()
    except ParseError as error:
        why = str(error).partition(":")[0]
    except (DefusedXmlException, ValueError) as error:
        why = f"it has a second document type ({type(error).__name__})"
    # The text before the damage is in its buffer, which it empties when it is told to have none.
    expat.buffer_text = False
    share = expat.CurrentByteIndex / max(len(content), 1)
    return handler, _Stop(expat.CurrentLineNumber + lines, share if why else 2, why)


def _broken(source: Source, stop: _Stop, then: str) -> Problem:
    message = f"From line {stop.line} on, this is no whole XML: {stop.why}. {then}"
    return Problem(source.name, stop.line, "broken-file", message)
