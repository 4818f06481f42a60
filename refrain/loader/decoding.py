"""Bytes to text, in whatever encoding they are."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1_000_000
_GUESSED_BY = 200_000
_ENOUGH = 20
_WESTERN = "cp1252"
_HIGH = bytes(range(128, 256))
# Control characters that no text file has; a form feed or an escape can stand in a text.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
# In these, `#` and line ends are other bytes than everywhere else: a guess at them is never right
# for a file in which ASCII can be read, and would take its labels apart.
_NOT_ASCII = ["cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140", "utf_7"]
_NOT_ASCII += ["utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"]


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
    encoding = _encoding(content[begin : begin + _GUESSED_BY])
    text, problems = _replacing(content, encoding)
    return Decoded(text, [_guess(encoding), *problems])


def _encoding(sample: bytes) -> str:
    """The likeliest encoding: the one most files are in, unless the sample tells enough."""
    high = len(sample) - len(sample.translate(None, _HIGH))
    if high < _ENOUGH and high * 3 < len(sample):
        return _WESTERN
    likely = list(from_bytes(sample, cp_exclusion=_NOT_ASCII))
    # Its neighbours in Europe often read as smoothly, and come first by chance.
    if not likely or any(_WESTERN in (m.encoding, *m.could_be_from_charset) for m in likely):
        return _WESTERN
    return likely[0].encoding


def _wide(content: bytes) -> Decoded | None:
    """UTF-16 without its byte-order mark: every other byte of ordinary text is zero."""
    sample = content[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 5 < len(sample) or min(even, odd) * 20 > len(sample):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text, problems = _replacing(content, encoding)
    if text is None or problems or _is_binary(text[:_SAMPLE].encode("utf-8")):
        return None
    return Decoded(text, [_guess(encoding)])


def _guess(encoding: str) -> tuple[str, str]:
    message = f"The file is not UTF-8; it was read as {encoding}. Save it as UTF-8 to be sure."
    return "guessed-encoding", message


def _is_binary(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" in sample or controls > len(sample) // 100


def _binary() -> Decoded:
    message = "The file is not text. Export it as plain text or Markdown."
    return Decoded(None, [("binary-file", message)])
