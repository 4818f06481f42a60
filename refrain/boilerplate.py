"""Boilerplate out of a dataset: which characters to cut, the dataset without them, and back again.

A cut is a stretch of one distinct text, in character offsets of the verbatim text, so that nothing
is lost: a cleaned transcript and its cuts give the original back, character by character. What is
left is whole (`refrain.cutting`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import Any, Final, Literal, NamedTuple

import numpy as np
import pandas as pd

from refrain import cutting, wording, words
from refrain.assembly import identified
from refrain.fragments import FragmentEngine
from refrain.fragments.names import FragmentName
from refrain.schemas import STRING

Keep = Literal["first", "none"]
"""What stays of a fragment: the place where it was first seen, or nothing."""
FIRST: Final = "first"
NONE: Final = "none"
KEEP = (FIRST, NONE)
_CUTS: dict[str, Any] = {
    "text_id": STRING,
    "start": "int64",
    "end": "int64",
    "word": "int64",
    "words": "int64",
    "fragment": STRING,
    "written": STRING,
}
RECORD: dict[str, Any] = {
    "transcript_id": STRING,
    "source": STRING,
    "line": "int64",
    "text_id": STRING,
    "start": "int64",
    "end": "int64",
    "words": "int64",
    "fragment": STRING,
    "text": STRING,
    "joint": STRING,
}
"""The columns of `record`, with their types."""


def chosen(
    fragments: pd.DataFrame, kinds: Collection[str] | None = None, min_transcripts: int = 1
) -> pd.DataFrame:
    """The rows of a table of fragments that a rule picks: of these kinds (None: of any), carried by
    at least so many distinct texts."""
    keep = fragments["transcripts"] >= min_transcripts
    if kinds is not None:
        keep &= fragments["kind"].isin(list(kinds))
    return fragments[keep]


def cuts(
    engine: FragmentEngine,
    fragments: Collection[str],
    keep: Keep = FIRST,
) -> pd.DataFrame:
    """What goes when the fragments (ids, as `FragmentEngine.fragments` gives them) are boilerplate.

    Columns: text_id, start, end (characters of the text where it appears first; sorted, apart),
    word and words (the first word that goes, and how many), fragment (the ids behind it, longest
    first, with a space between), written (a hash of the text that start and end count in). Cuts
    that overlap or touch are one. With FIRST, the place where a fragment was first seen stays,
    except for what another of the fragments takes out of it: no passage vanishes from the dataset.
    With NONE, all go. Of a near-repeat the words of each place go as they stand there, and with
    FIRST the passage that its id names stays. What is left is whole, and no two words are joined:
    see `refrain.cutting`. Unknown ids are passed over.
    """
    but_first = keep != NONE
    return cuts_of(
        engine,
        {name: engine.fragment_ranges(name, but_first=but_first) for name in fragments},
    )


def cuts_of(engine: FragmentEngine, stretches: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What goes when these stretches (text_id, word, words; by the id of what they are) do: the
    table of `cuts`."""
    line = _Line(engine)
    reach = np.zeros(line.length, dtype=np.int64)
    owner = np.full(line.length, -1, dtype=np.int64)
    names = list(stretches)
    for number, places in enumerate(stretches.values()):
        for begin, stop in line.places_of(places):
            longer = reach[begin:stop] < stop - begin
            owner[begin:stop][longer] = number
            reach[begin:stop][longer] = stop - begin
    cut = line.texts_of(np.flatnonzero(owner >= 0))
    some = engine.texts[engine.texts["text_id"].isin([text_id for text_id, _, _ in cut])]
    texts = dict(zip(some["text_id"], some["text"], strict=True))
    rows = []
    for text_id, begin, stop in cut:
        text, owners = texts[text_id], owner[begin:stop]
        written = _hash(text)
        _, starts, ends = engine.words(text_id)
        for start, end, word, count in cutting.pieces(text, starts, ends, owners >= 0):
            behind = np.unique(owners[word : word + count])
            taken = _longest_first({names[number] for number in behind if number >= 0})
            rows.append((text_id, start, end, word, count, " ".join(taken), written))
    return pd.DataFrame(rows, columns=list(_CUTS)).astype(_CUTS)


class _Line:
    """The words of all texts in one line, with a gap after each text that keeps it apart."""

    def __init__(self, engine: FragmentEngine) -> None:
        self._index = engine.word_counts.index
        self._text_ids = self._index.tolist()
        self.first = np.append(0, np.cumsum(engine.word_counts.to_numpy() + 1))
        self.length = int(self.first[-1])

    def places_of(self, stretches: pd.DataFrame) -> list[tuple[int, int]]:
        """Where stretches of texts are in the line: the first word, and one past the last."""
        begin = (
            self.first[self._index.get_indexer(stretches["text_id"])] + stretches["word"].to_numpy()
        )
        stop = begin + stretches["words"].to_numpy()
        return list(zip(begin.tolist(), stop.tolist(), strict=True))

    def texts_of(self, places: np.ndarray) -> list[tuple[str, int, int]]:
        """The texts that words of the line are in: where each begins in the line, and ends."""
        rows = np.unique(np.searchsorted(self.first, places, "right") - 1)
        return [
            (self._text_ids[row], int(self.first[row]), int(self.first[row + 1]) - 1)
            for row in rows.tolist()
        ]


def _longest_first(fragments: set[str]) -> list[str]:
    def words_first(fragment: str) -> tuple[int, str]:
        name = FragmentName.read(fragment)
        return (-name.words if name else 0, fragment)

    return sorted(fragments, key=words_first)


def clean(transcripts: pd.DataFrame, cuts: pd.DataFrame) -> pd.DataFrame:
    """The transcripts table with the cuts taken out of every appearance of their texts.

    `text_id`, `chars` and `words` are those of what remains; `start` and `end` still say where the
    original stands in its source. A text of which nothing remains is empty, not missing.
    """
    pieces = _pieces(transcripts, cuts)
    texts = transcripts.loc[list(pieces), "text"].astype("object")
    for row, cuts_of_row in pieces.items():
        texts[row] = _without(texts[row], cuts_of_row)
    return _with_texts(transcripts, texts.astype(STRING))


def emptied(transcripts: pd.DataFrame, cuts: pd.DataFrame) -> pd.DataFrame:
    """The rows of a transcripts table of which the cuts take every word: `clean` leaves an empty
    text in each."""
    cut_words = transcripts["text_id"].map(cuts.groupby("text_id")["words"].sum())
    return transcripts[(transcripts["words"] > 0) & (cut_words >= transcripts["words"])]


def emptied_message(transcripts: pd.DataFrame, cuts: pd.DataFrame) -> str:
    """A sentence about the transcripts of which the cuts take every word; "" where none is."""
    names = emptied(transcripts, cuts)["transcript_id"].tolist()
    if not names:
        return ""
    count, rows = wording.plural(len(names), "transcript"), "rows" if len(names) > 1 else "a row"
    have = "have" if len(names) > 1 else "has"
    return (
        f"{count} {have} no word left, and {'stay' if len(names) > 1 else 'stays'} in the table as "
        f"{rows} with an empty text: {wording.name_some(names)}."
    )


def record(transcripts: pd.DataFrame, cuts: pd.DataFrame) -> pd.DataFrame:
    """What was cut from where, a row per cut and transcript: all that `restore` needs.

    Columns: transcript_id, source, line, text_id (of the original), start, end (characters of the
    original), words, fragment, text (what was cut), joint (what stands in its place: nothing, or
    a space where two words would have met).
    """
    pieces = _pieces(transcripts, cuts)
    columns = ["transcript_id", "source", "line", "text_id", "text"]
    rows = [
        (*place, start, end, count, fragment, text[start:end], _joint(text, start, end))
        for row, *place, text in transcripts.loc[list(pieces), columns].itertuples()
        for start, end, count, fragment in pieces[row]
    ]
    return pd.DataFrame(rows, columns=list(RECORD)).astype(RECORD)


def restore(cleaned: pd.DataFrame, record: pd.DataFrame) -> pd.DataFrame:
    """The transcripts table as it was before `clean`, from its result and the record of it."""
    cuts_of_transcript = dict(list(record.groupby("transcript_id", sort=False)))
    text = cleaned["text"].astype("object").copy()
    for row, name in cleaned["transcript_id"].items():
        if name in cuts_of_transcript:
            text[row] = _put_back(text[row], cuts_of_transcript[name])
    return _with_texts(cleaned, text.astype(STRING))


class _Cut(NamedTuple):
    """A cut of one text as it is written."""

    start: int
    end: int
    words: int
    fragment: str


def _pieces(transcripts: pd.DataFrame, cuts: pd.DataFrame) -> dict[Any, list[_Cut]]:
    """By row of the transcripts, the cuts of its text, in order; rows without any left out.

    Where a text has the same words as the one that was looked at, but is written in another way,
    the same words go.
    """
    cuts_of_text = dict(list(cuts.groupby("text_id", sort=False)))
    known: dict[str, list[_Cut]] = {}
    by_row = {}
    rows = transcripts.loc[transcripts["text_id"].isin(cuts_of_text), ["text_id", "text"]]
    for row, text_id, text in rows.itertuples():
        if text not in known:
            known[text] = _cuts_as_written(text, cuts_of_text[text_id])
        by_row[row] = known[text]
    return by_row


def _cuts_as_written(text: str, cuts: pd.DataFrame) -> list[_Cut]:
    if _hash(text) == cuts["written"].iloc[0]:
        columns = cuts[["start", "end", "words", "fragment"]]
        return list(map(_Cut._make, columns.itertuples(index=False)))
    starts, ends = np.array(list(words.bounds(text)), dtype=np.int64).reshape(-1, 2).T
    cut = np.full(len(starts), -1, dtype=np.int64)
    for number, (word, count) in enumerate(zip(cuts["word"], cuts["words"], strict=True)):
        cut[word : word + count] = number
    fragments = cuts["fragment"].tolist()
    rows = []
    for start, end, word, count in cutting.pieces(text, starts, ends, cut >= 0):
        behind = [fragments[n] for n in np.unique(cut[word : word + count]) if n >= 0]
        taken = _longest_first({name for names in behind for name in names.split()})
        rows.append(_Cut(start, end, count, " ".join(taken)))
    return rows


def _with_texts(transcripts: pd.DataFrame, texts: pd.Series) -> pd.DataFrame:
    """The table with other texts, and what is computed from them, in the rows of these."""
    text_ids, word_counts = identified(texts)
    chars = texts.str.len().where(texts.notna(), 0).astype("int64")
    columns = {"text": texts, "text_id": text_ids, "chars": chars, "words": word_counts}
    changed = {name: transcripts[name].astype(values.dtype) for name, values in columns.items()}
    for name, values in columns.items():
        changed[name].loc[texts.index] = values
    return transcripts.assign(**changed)


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=8).hexdigest()


def _joint(text: str, start: int, end: int) -> str:
    """What has to stand in place of a cut so that the words around it do not become one."""
    if start == 0 or end >= len(text):
        return ""
    left, right = text[max(start - 60, 0) : start], text[end : end + 60]
    together = words.words(left + right, include_unspoken=True)
    apart = words.words(left, include_unspoken=True) + words.words(right, include_unspoken=True)
    return "" if together == apart else " "


def _without(text: str, cuts: list[_Cut]) -> str:
    """The text of one transcript without its cuts, which are sorted and do not overlap."""
    pieces, cursor = [], 0
    for start, end, *_ in cuts:
        pieces += [text[cursor:start], _joint(text, start, end)]
        cursor = end
    return "".join([*pieces, text[cursor:]])


def _put_back(text: str, cuts: pd.DataFrame) -> str:
    """The original of one cleaned transcript, from the record of its cuts."""
    pieces, cursor, shift = [], 0, 0
    for cut in cuts.sort_values("start").itertuples(index=False):
        at = cut.start - shift
        pieces += [text[cursor:at], cut.text]
        cursor = at + len(cut.joint)
        shift += cut.end - cut.start - len(cut.joint)
    return "".join([*pieces, text[cursor:]])
