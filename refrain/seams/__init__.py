"""Where an excerpt was stitched: the places at which a text breaks off and goes on elsewhere.

Two things give a seam away, and either is enough:

- `spacing`: windows of one length joined by white space put their breaks at equal distances, and
  most of these breaks split words. It needs nothing but the text.
- `version`: another text of the corpus has both windows, but not next to each other, and either
  the words at the break are pieces of its words, or it has nearly all of this text.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from refrain.fragments import FragmentEngine
from refrain.seams.spacing import Chain, Vocabulary, chain
from refrain.seams.versions import Versions

WHYS = ("spacing", "version")
COLUMNS = {
    "text_id": "str",
    "at": "int64",
    "why": "str",
    "broken": "bool",
    "before": "str",
    "after": "str",
    "period": "Int64",
    "chance": "float64",
    "other": "str",
    "other_end": "Int64",
    "other_start": "Int64",
}
_NEAR = 3
"""Characters by which the two kinds of evidence may differ on where a seam is."""


def seams(index: FragmentEngine) -> pd.DataFrame:
    """The seams of every distinct text, in the order of the texts and of their places.

    Columns: text_id, at (character offset where the window after the seam begins), why (one of
    WHYS), broken (whether a word seems to be split there), before and after (the words, or pieces
    of words, on both sides), period (characters from one seam to the next) and chance (how many
    chains of breaks as good as this one to expect in such a text by chance), both missing where it
    is not by spacing; other (text_id of a text that has the one window or both, and goes on
    differently; missing where none does), other_end and other_start (characters: where the window
    before ends in it, and where the one after begins; missing where it does not have that window).
    """
    vocabulary = Vocabulary.of(index.texts["text"])
    versions = Versions(index)
    rows: list[dict[str, Any]] = []
    for text_id, text in index.texts[["text_id", "text"]].itertuples(index=False):
        found = _of_text(text_id, chain(text, vocabulary), versions)
        for at, seam in sorted(found.items()):
            around = vocabulary.around(text, at)
            around["broken"] |= seam.pop("broken", False)
            rows.append({"text_id": text_id, **seam, **around})
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _of_text(text_id: str, spaced: Chain | None, versions: Versions) -> dict[int, dict[str, Any]]:
    """Place to evidence, of one text."""
    found: dict[int, dict[str, Any]] = {}
    if spaced:
        evidence = {"why": "spacing", "period": spaced.period, "chance": spaced.chance}
        for at in spaced.seams:
            found[at] = {"at": at, **evidence, **versions.beside(text_id, at, _NEAR)}
    for jump in versions.jumps(text_id):
        near = [at for at in found if abs(at - jump["at"]) <= _NEAR]
        if near:
            found[near[0]].update({**jump, "at": near[0]})
        else:
            found[jump["at"]] = {"why": "version", **jump}
    return found
