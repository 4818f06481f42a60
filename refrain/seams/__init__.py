"""Where an excerpt was stitched: the places at which a text breaks off and goes on elsewhere.

An excerpt may consist of *windows*, passages of a longer text that were joined; a *seam* is where
one window ends and the next begins. Either kind of evidence is enough:

- `spacing`: windows of one length, joined by white space, have their seams at equal distances, and
  most of these seams split words. The text alone shows this.
- `version`: another text of the corpus has both windows, but not next to each other, and either
  the words at the seam are pieces of its words, or it has nearly all of this text.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from refrain.fragments import FragmentEngine
from refrain.loops import Repetition
from refrain.partwise import Part, PartMap, only_part
from refrain.seams.parts import by_spacing
from refrain.seams.spacing import Chain, Stretches
from refrain.seams.versions import Versions

EVIDENCE = ("spacing", "version")
"""What shows a seam: the values of the column `why`."""
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
_TOLERANCE = 3
"""Characters by which the two kinds of evidence may differ on where a seam is."""


def seams(
    index: FragmentEngine,
    repetition: Repetition | None = None,
    in_parts: PartMap | None = None,
) -> pd.DataFrame:
    """The seams of every distinct text, in the order of the texts and of their places.

    Columns: text_id, at (character offset where the window after the seam begins), why (one of
    EVIDENCE), broken (whether a word seems to be split there), before and after (the words, or
    pieces of words, on both sides), period (characters from one seam to the next) and chance (how
    many chains of breaks as good as this one to expect in such a text by chance), both missing
    where it is not by spacing; other (text_id of a text that has the one window or both, and goes
    on differently; missing where none does), other_end and other_start (characters: where the
    window before ends in it, and where the one after begins; missing where it does not have that
    window).

    There is no seam inside a loop (of `repetition`, if that is at hand), where everything follows
    everything. Time and memory are linear in the texts, apart from what `spacing` tries in each
    (pairs of 2,000 places) and `version` in each pair of texts that share windows (what
    `FragmentEngine.matches` lists). `in_parts` has the texts looked at, where they are not in
    memory.
    """
    if in_parts is None:
        whole = Part(index.texts, lambda: index)
        in_parts = only_part(lambda: whole)
    loops_by_text = _loops_by_text(repetition or Repetition.of(index))
    piece_scores, chains = by_spacing(in_parts, loops_by_text)
    versions = Versions(index)
    rows: list[dict[str, Any]] = []
    for text_id in index.texts["text_id"]:
        in_loops = loops_by_text.get(text_id, [])
        seams_by_place = _of_text(text_id, chains.get(text_id), versions, in_loops)
        for at, seam in sorted(seams_by_place.items()):
            words_around = piece_scores.words_around(versions.text(text_id), at)
            words_around["broken"] |= seam.pop("broken", False)
            rows.append({"text_id": text_id, **seam, **words_around})
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _loops_by_text(repetition: Repetition) -> dict[str, list[tuple[int, int]]]:
    """Where the loops of each text begin and end, in characters, in order."""
    by_text: dict[str, list[tuple[int, int]]] = {}
    for loop in repetition.loops.itertuples(index=False):
        by_text.setdefault(loop.text_id, []).append((loop.start, loop.end))
    return by_text


def _of_text(
    text_id: str, chain: Chain | None, versions: Versions, in_loops: Stretches
) -> dict[int, dict[str, Any]]:
    """The seams of one text by their place; either kind of evidence for one adds to the other."""
    seams_by_place: dict[int, dict[str, Any]] = {}
    if chain:
        evidence = {"why": "spacing", "period": chain.period, "chance": chain.chance}
        for at in chain.seams:
            shown = versions.shown_at(text_id, at, _TOLERANCE)
            seams_by_place[at] = {"at": at, **evidence, **shown}
    for seam in versions.seams(text_id, in_loops):
        around = range(seam["at"] - _TOLERANCE, seam["at"] + _TOLERANCE + 1)
        near = [at for at in around if at in seams_by_place]
        if near:
            seams_by_place[near[0]].update({**seam, "at": near[0]})
        else:
            seams_by_place[seam["at"]] = {"why": "version", **seam}
    return seams_by_place
