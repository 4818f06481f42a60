"""The formats that Refrain reads, in the order in which they are asked.

A new format is one module in `refrain/loader/formats` that has what `Format` lists, and one line in
FORMATS. mypy checks that a module listed there is a Format.
"""

from __future__ import annotations

from typing import Protocol

from refrain.loader.files import SourceFile
from refrain.loader.formats import plain, prompt_dump
from refrain.loader.result import LoadResult


class Format(Protocol):
    """What a module in `refrain/loader/formats` provides."""

    NAME: str
    """What people call the format."""
    ENDINGS: tuple[str, ...]
    """The endings under which a folder is searched for it: lower case, with their dot."""

    def recognises(self, text: str, file: SourceFile) -> bool:
        """Whether a file is of this format, by its decoded text, its name, or both."""

    def read(self, text: str, file: SourceFile) -> LoadResult:
        """The transcripts of a file that `recognises` said yes to, and what is wrong in it.

        A row has at least `transcript_id`, `source`, `line`, `position` and `role`, and any other
        column of `refrain.corpus.TRANSCRIPTS` that the format knows; `start` and `end` count
        characters of `text`.
        """


FORMATS: tuple[Format, ...] = (prompt_dump, plain)
"""The first that recognises a file reads it; the last recognises every text."""

ENDINGS = tuple(dict.fromkeys(ending for form in FORMATS for ending in form.ENDINGS))
"""The endings of all formats: other files in a folder are left out, and named as such."""


def format_of(text: str, file: SourceFile) -> Format:
    """The format to read a file by."""
    return next(form for form in FORMATS if form.recognises(text, file))
