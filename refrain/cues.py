"""When it is said: from the cues of transcripts to the second of each of their characters.

Analyses count places in the distinct texts (`Corpus.texts`), so a text is timed by the cues of its
first appearance: a copy that is written in another way has other places.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from refrain.consecutive import consecutive


class Clock:
    """Tells when the characters of transcripts are said, of many at once.

    A cue knows the second at its first character, that behind its last, or both; an end before its
    start is not believed. Between two places in a row whose seconds are known, those of the
    characters between them are in proportion:

        s(c) = s0 + (s1 - s0) (c - c0) / (c1 - c0)

    Where the times go back from one place to the next, as where two people speak at once, the
    second of the earlier one holds up to the later. So does that of the last place, up to the end
    of the text. Before the first place no second is known.
    """

    def __init__(self, cues: pd.DataFrame, texts: pd.DataFrame | None = None) -> None:
        """Take `Corpus.cues`, and `Corpus.texts` where places in these are asked for, too."""
        codes = cues["transcript_id"].cat.codes.to_numpy().astype("int64")
        self._ids = pd.Index(cues["transcript_id"].cat.categories, dtype="object")
        self._width = int(cues["end_char"].max() if len(cues) else 0) + 2
        self._cue_keys = codes * self._width + cues["start_char"].to_numpy()
        self._cue_order = np.argsort(self._cue_keys, kind="stable")
        self._cue_keys = self._cue_keys[self._cue_order]
        self._ends = cues["end_char"].to_numpy()
        self._keys, self._seconds = self._known(codes, cues)
        self._first: pd.Series | None = None
        if texts is not None:
            self._first = texts.set_index("text_id")["transcript_id"]

    @classmethod
    def of_texts(cls, cues: pd.DataFrame, texts: pd.DataFrame, text_ids: Collection[str]) -> Clock:
        """The clock of some texts alone, for which the cues of no others are looked at."""
        some = texts.loc[texts["text_id"].isin(text_ids), ["text_id", "transcript_id"]]
        return cls(of_transcripts(cues, some["transcript_id"]), some)

    def _known(self, codes: np.ndarray, cues: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """The places whose seconds are known, as numbers in their order, and these seconds."""
        start, end = cues["start"].to_numpy(), cues["end"].to_numpy()
        chars = np.stack([cues["start_char"].to_numpy(), cues["end_char"].to_numpy()], axis=1)
        seconds = np.stack([start, np.where(end < start, np.nan, end)], axis=1)
        keys = (codes[:, None] * self._width + chars).ravel()
        known = ~np.isnan(seconds.ravel())
        keys, seconds = keys[known], seconds.ravel()[known]
        # By place; where a cue begins at the end of another, the other's end stays before it.
        order = np.argsort(keys, kind="stable")
        return keys[order], seconds[order]

    @property
    def knows_times(self) -> bool:
        """Whether any second is known at all."""
        return len(self._keys) > 0

    def seconds(self, transcript_ids: ArrayLike, chars: ArrayLike) -> np.ndarray:
        """The second at which each character is said: a float for each pair of a transcript_id and
        a place in its text; NaN where none is known."""
        codes, places = self._places(transcript_ids, chars)
        seconds = np.full(len(places), np.nan)
        if not self.knows_times:
            return seconds
        keys = codes * self._width + places
        before = np.searchsorted(self._keys, keys, "right") - 1
        known = (before >= 0) & (codes >= 0)
        known[known] = self._keys[before[known]] // self._width == codes[known]
        before = before[known]
        after = np.minimum(before + 1, len(self._keys) - 1)
        first, wide = self._keys[before], self._keys[after] - self._keys[before]
        same = self._keys[after] // self._width == first // self._width
        longer = np.where(same, self._seconds[after] - self._seconds[before], 0).clip(min=0)
        share = (keys[known] - first) / np.maximum(wide, 1)
        seconds[known] = self._seconds[before] + longer * share
        return seconds

    def seconds_in_texts(self, text_ids: ArrayLike, chars: ArrayLike) -> np.ndarray:
        """As `seconds`, of places in the distinct texts, which their text_ids name."""
        return self.seconds(self._first_appearances(text_ids), chars)

    def cues(self, transcript_ids: ArrayLike, chars: ArrayLike) -> np.ndarray:
        """The cue that each character is in, as its row in the cues table; -1 where it is in none.

        Of cues that have it both, that which begins later.
        """
        codes, places = self._places(transcript_ids, chars)
        at = np.searchsorted(self._cue_keys, codes * self._width + places, "right") - 1
        rows = np.full(len(places), -1)
        known = (at >= 0) & (codes >= 0)
        known[known] = self._cue_keys[at[known]] // self._width == codes[known]
        of_cue = self._cue_order[at[known]]
        rows[known] = np.where(places[known] < self._ends[of_cue], of_cue, -1)
        return rows

    def _places(self, ids: ArrayLike, chars: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        """The numbers of the transcripts, -1 for those without cues, and the places, none of them
        beyond what a number has room for."""
        codes = self._ids.get_indexer(pd.Index(np.asarray(ids, dtype=object), dtype="object"))
        places = np.asarray(chars, dtype="int64")
        return codes.astype("int64"), places.clip(0, self._width - 1)

    def _first_appearances(self, text_ids: ArrayLike) -> Any:
        if self._first is None:
            raise ValueError("A clock without texts knows no places in them.")
        return self._first.reindex(np.asarray(text_ids, dtype=object)).to_numpy()


def of_transcripts(cues: pd.DataFrame, transcript_ids: Collection[str]) -> pd.DataFrame:
    """The cues of some transcripts, found without a look at all others: in `Corpus.cues`, those of
    a transcript follow one another, and transcripts are in the order of their categories."""
    names = cues["transcript_id"].cat.categories
    codes = cues["transcript_id"].cat.codes.to_numpy()
    # Numbers of another type than the codes would make a copy of all of these.
    wanted = np.flatnonzero(names.isin(transcript_ids)).astype(codes.dtype)
    first = np.searchsorted(codes, wanted, "left")
    rows = cues.iloc[consecutive(first, np.searchsorted(codes, wanted, "right") - first)]
    return rows.assign(transcript_id=rows["transcript_id"].cat.remove_unused_categories())


def durations(cues: pd.DataFrame) -> pd.DataFrame:
    """How long is spoken in each transcript, and how long nobody speaks.

    `cues` as `Corpus.cues`. By transcript_id, for those with two times at least: `seconds`, from
    the first time to the last (starts and ends, an end before its start left aside); `silence`, see
    below; `first_char` and `last_char`, the places in the text at the first and the last time.

    Silence is the sum of the gaps of more than LEAST_SILENCE seconds in which no cue is spoken:

        sum of g over all gaps g > LEAST_SILENCE between the intervals [start, end] joined

    Cues that overlap are one interval, and what is before the first is no gap. It is missing where
    no cue has both a start and an end; one without an end lasts until the next begins.
    """
    clock = _believable(cues)
    times = clock.melt(["transcript_id"], ["start", "end"], value_name="second").dropna()
    spans = times.groupby("transcript_id", observed=True)["second"].agg(["min", "max", "size"])
    frame = pd.DataFrame({"seconds": spans["max"] - spans["min"]})
    silence = _silence(clock)
    # pandas cannot look up many names in an index of categories that has none.
    frame["silence"] = silence.reindex(frame.index) if len(silence) else np.nan
    places = pd.concat(
        [
            clock.loc[clock[time].notna(), ["transcript_id", place]].set_axis(["id", "at"], axis=1)
            for time, place in (("start", "start_char"), ("end", "end_char"))
        ]
    ).groupby("id", observed=True)["at"]
    frame["first_char"], frame["last_char"] = places.min(), places.max()
    return frame[(spans["size"] > 1) & (frame["seconds"] > 0)]


LEAST_SILENCE = 2.0
"""Seconds: people pause for less."""


def _believable(cues: pd.DataFrame) -> pd.DataFrame:
    """The cues, without ends that are before their starts."""
    return cues.assign(end=cues["end"].where(~(cues["end"] < cues["start"])))


def _silence(cues: pd.DataFrame) -> pd.Series:
    """By transcript_id: the seconds in which nobody speaks, as `durations` has them."""
    spoken = cues[cues["start"].notna()]
    complete = spoken.loc[spoken["end"].notna(), "transcript_id"].unique()
    spoken = spoken[spoken["transcript_id"].isin(complete)]
    spoken = spoken.sort_values(["transcript_id", "start"], kind="stable")
    following = spoken.groupby("transcript_id", observed=True)["start"].shift(-1)
    end = spoken["end"].fillna(following).fillna(spoken["start"])
    latest = end.groupby(spoken["transcript_id"], observed=True).cummax()
    gaps = following - latest
    gaps = gaps.where(gaps > LEAST_SILENCE, 0)
    return gaps.groupby(spoken["transcript_id"], observed=True).sum()
