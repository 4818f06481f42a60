"""XML that is nearly XML: what people and programs forget to escape, escaped."""

from __future__ import annotations

import re

from refrain.loader.entities import CHARACTERS

_CDATA, _CDATA_END = "<![CDATA[", "]]>"
# Those that XML itself has.
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_AMPERSAND = re.compile(
    r"&(?:(?P<name>[A-Za-z][A-Za-z0-9]{1,31});|(?P<number>#(?:[0-9]{1,7}|x[0-9A-Fa-f]{1,6});)?)"
)
_NO_TAG = re.compile(r"<(?![A-Za-z_:/!?])")
# The beginning of markup with which a file ends is no text.
_CUT, _LONGEST_REFERENCE = re.compile(r"(?:&[A-Za-z0-9#]*|<)\Z"), 40
# What XML 1.0 has no place for.
_CONTROLS = re.compile("[\0-\b\v\f\x0e-\x1f\ufffe\uffff]")
_DOCTYPE, _SUBSET_END = "<!DOCTYPE", re.compile(r"\][ \t\r\n]{0,1000}>")
_ENTITY = re.compile(r"<!ENTITY\s{1,100}(?:%\s{1,100})?([^\s<>&;%]{1,100})\s")
_REFERENCE = re.compile(r"&([^\s<>&;#]{1,100});")


def mended(text: str) -> str:
    """XML in which bare `&` and `<`, names of HTML's characters and control characters are mended.

    >>> mended("<p>Q&A, caf&eacute; &amp; 1 < 2 &who;</p>")
    '<p>Q&amp;A, café &amp; 1 &lt; 2 &amp;who;</p>'
    """
    cut = _CUT.search(text, max(len(text) - _LONGEST_REFERENCE, 0))
    text, tail = (text[: cut.start()], cut.group()) if cut else (text, "")
    pieces, at = [], 0
    while True:
        start = text.find(_CDATA, at)
        end = text.find(_CDATA_END, start) if start >= 0 else -1
        pieces.append(_escaped(text[at : start if end >= 0 else None]))
        if end < 0:
            return "".join([*pieces, tail])
        at = end + len(_CDATA_END)
        pieces.append(_CONTROLS.sub("", text[start:at]))


def without_document_type(text: str) -> str:
    """XML without its document type and what this defines; the lines stay what they are.

    >>> without_document_type("<!DOCTYPE tt [<!ENTITY a '>'>\\n]>\\n<tt>so &a;well</tt>")
    '\\n\\n<tt>so well</tt>'
    """
    start = text.find(_DOCTYPE)
    if start < 0:
        return text
    end, subset = text.find(">", start) + 1, text.find("[", start)
    if 0 <= subset < end:
        closing = _SUBSET_END.search(text, subset)
        end = closing.end() if closing else 0
    end = end or len(text)
    names = {match[1] for match in _ENTITY.finditer(text, start, end)}
    rest = text[end:]
    if names:
        rest = _REFERENCE.sub(lambda found: "" if found[1] in names else found.group(), rest)
    return text[:start] + "\n" * text.count("\n", start, end) + rest


def _escaped(text: str) -> str:
    text = _CONTROLS.sub("", text)
    return _NO_TAG.sub("&lt;", _AMPERSAND.sub(_ampersand, text))


def _ampersand(match: re.Match[str]) -> str:
    name = match["name"]
    if name in _OWN or match["number"]:
        return match.group()
    character = CHARACTERS.get(f"{name};") if name else None
    if character is None or character in "<&":
        return f"&amp;{match.group()[1:]}"
    return character
