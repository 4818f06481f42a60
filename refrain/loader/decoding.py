"""Bytes to text, in whatever encoding they are."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1_000_000
# Control characters that no text file has; a form feed or an escape can stand in a text.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


def decode(content: bytes) -> tuple[str | None, str, str]:
    """The text of a file without its byte-order mark, and a problem's kind and message, or "".

    The text is None where there is none: an empty or a binary file. Line ends stay as they are.
    """
    if not content.strip():
        return None, "empty-file", "The file is empty. Remove it, or put a transcript in."
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _certain(content[len(mark) :], encoding)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guessed(content, error)
    if _is_binary(content):
        return _binary()
    return text, "", ""


def _certain(content: bytes, encoding: str) -> tuple[str | None, str, str]:
    text = content.decode(encoding, "replace")
    if not text.strip():
        return decode(b"")
    if "\ufffd" in text:
        return text, "replaced-characters", _replaced(encoding)
    return text, "", ""


def _guessed(content: bytes, error: UnicodeDecodeError) -> tuple[str | None, str, str]:
    if _is_binary(content):
        return _binary()
    # A broken character, or one cut in two at the end of the file, is no other encoding.
    broken = content.decode("utf-8", "replace")
    if broken.count("\ufffd") <= max(1, len(broken) // 2000) and not content.isascii():
        rest = content.decode("utf-8", "ignore")
        if not rest.isascii() or error.end >= len(content):
            return broken, "replaced-characters", _replaced("UTF-8")
    best = from_bytes(content[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    text = content.decode(encoding, "replace")
    message = f"The file is not UTF-8; it was read as {encoding}. Save it as UTF-8 to be sure."
    return text, "guessed-encoding", message


def _is_binary(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" in sample or controls > len(sample) // 100


def _binary() -> tuple[None, str, str]:
    return None, "binary-file", "The file is not text. Export it as plain text or Markdown."


def _replaced(encoding: str) -> str:
    return (
        f"Some bytes are not valid {encoding}; each was read as the replacement character (U+FFFD)."
        " Save the file again as UTF-8."
    )
