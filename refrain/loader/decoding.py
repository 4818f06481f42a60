"""Bytes to text, in whatever encoding they are."""

from __future__ import annotations

import codecs
import unicodedata
from typing import NamedTuple

from refrain.loader import encodings
from refrain.loader.encodings import Reading

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1_000_000
_GUESSED_BY = 200_000
# Control characters that no text file has; a form feed or an escape can stand in a text.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
# Of the 7-bit encodings that switch by escape sequences: how one begins, and the encoding.
_SWITCHING = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_2"), (b"\x1b(J", "iso2022_jp_2"))
# What text in any script has between its words or sentences.
_SEPARATORS = " \n\u3000。、，．।،."
_WIDE_SAMPLE, _MIN_SEPARATORS = 100_000, 0.005


class Decoded(NamedTuple):
    """The text of a file, None where there is none, and the kind and message of each problem."""

    text: str | None
    problems: list[tuple[str, str]]


def decode(content: bytes) -> Decoded:
    """The text of a file without its byte-order mark. Line ends stay as they are.

    An empty or a binary file has none.

    >>> decode(b"so, well").text
    'so, well'
    >>> decode(b" ")
    Decoded(text=None, problems=[('empty-file', 'The file is empty. Remove it, or put a \
transcript in.')])
    """
    decoded = _decoded(content)
    if decoded.text is not None and (not decoded.text or decoded.text.isspace()):
        message = "The file is empty. Remove it, or put a transcript in."
        return Decoded(None, [*decoded.problems, ("empty-file", message)])
    return decoded


def _decoded(content: bytes) -> Decoded:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _replacing(content[len(mark) :], encoding)
    if switching := _switching(content):
        return switching
    if _is_binary(content):
        return _wide(content) or _binary()
    try:
        return Decoded(content.decode("utf-8"), [])
    except UnicodeDecodeError as error:
        return _damaged(content, error) or _guessed(content, error)


def _replacing(content: bytes, encoding: str) -> Decoded:
    """What is no character of the encoding is replaced, and reported."""
    try:
        return Decoded(content.decode(encoding), [])
    except UnicodeDecodeError:
        message = (
            f"Some bytes are not valid {encoding.upper()}; each was read as the replacement "
            "character (U+FFFD). Save the file again as UTF-8."
        )
        return Decoded(content.decode(encoding, "replace"), [("replaced-characters", message)])


def _damaged(content: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """UTF-8 with a few broken characters, or one cut in two at its end, is no other encoding."""
    broken = content.decode("utf-8", "replace")
    if broken.count("\ufffd") > max(1, len(broken) // 2000):
        return None
    cut_in_two = error.reason == "unexpected end of data" and len(content) - error.start > 1
    if cut_in_two or not content.decode("utf-8", "ignore").isascii():
        return _replacing(content, "utf-8")
    return None


def _guessed(content: bytes, error: UnicodeDecodeError) -> Decoded:
    # All before the error may be ASCII, of which nothing can be learnt.
    before = max(0, error.start - _GUESSED_BY // 2)
    begin = max(before, content.rfind(b"\n", before, error.start) + 1)
    likely = encodings.readings(content[begin : begin + _GUESSED_BY])
    text, problems = _replacing(content, likely[0].encoding)
    return Decoded(text, [_guess(*likely[:2]), *problems])


def _switching(content: bytes) -> Decoded | None:
    """ASCII with the escape sequences of ISO-2022, which would pass for UTF-8."""
    if b"\x1b" not in content or not content.isascii():
        return None
    for sequence, encoding in _SWITCHING:
        if sequence in content:
            text, problems = _replacing(content, encoding)
            return Decoded(text, [_guess(Reading(encoding, "")), *problems])
    return None


def _wide(content: bytes) -> Decoded | None:
    """UTF-16 without its byte-order mark: in that order of bytes in which it reads as text."""
    encoding = max(("utf-16-le", "utf-16-be"), key=lambda order: _separators(content, order))
    if not _separators(content, encoding):
        return None
    text, problems = _replacing(content, encoding)
    return None if problems else Decoded(text, [_guess(Reading(encoding, ""))])


def _separators(content: bytes, encoding: str) -> float:
    """The share of separators in a wide text, 0 where it is none."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(content[:_WIDE_SAMPLE])
    except UnicodeDecodeError:
        return 0.0
    no_text = [c for c in set(text) if unicodedata.category(c) in ("Cc", "Cn", "Co")]
    if sum(map(text.count, set(no_text) - set("\t\n\f\r"))) * 1000 > len(text):
        return 0.0
    share = sum(map(text.count, _SEPARATORS)) / max(len(text), 1)
    return share if share >= _MIN_SEPARATORS else 0.0


def _guess(reading: Reading, runner_up: Reading | None = None) -> tuple[str, str]:
    message = f"The file is not UTF-8; it was read as {reading.encoding}"
    if runner_up is not None:
        word, other = encodings.difference(reading.text, runner_up.text)
        message += f", with “{word}”; {runner_up.encoding} comes next, with “{other}”"
    return "guessed-encoding", f"{message}. Save it as UTF-8 to be sure."


def _is_binary(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" in sample or controls > len(sample) // 100


def _binary() -> Decoded:
    message = "The file is not text. Export it as plain text or Markdown."
    return Decoded(None, [("binary-file", message)])
