"""When a place in a text is said, and the link that opens the recording there, in any table."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd
import streamlit as st

from refrain import wording
from refrain.corpus import Corpus
from refrain.cues import Clock
from refrain.recordings import at_second

RECORDING = "recording"
"""The column of links that open a recording; a click in it goes there, and nowhere else."""
_OPEN = "Open the recording there, in a new tab"
_HELP = "When it is said, from the start of the recording"
_ICON = ":material/play_circle:"
_IN_CELL = "▶"


def with_times(corpus: Corpus, places: pd.DataFrame, chars: str = "start") -> pd.DataFrame:
    """The places with the columns seconds, time (as people read it) and recording (an address).

    `places` has a text_id, and characters of its text in the column `chars`, either of them missing
    where a row is no place. Where the corpus has no cues, the places as they are.
    """
    if corpus.cues.empty:
        return places
    known = places["text_id"].notna() & places[chars].notna()
    rows = places[known]
    text_ids = rows["text_id"].unique()
    clock = Clock.of_texts(corpus.cues, corpus.texts, text_ids)
    seconds = pd.Series(float("nan"), index=places.index)
    seconds[known] = clock.seconds_in_texts(rows["text_id"], rows[chars].astype("int64"))
    addresses = places["text_id"].map(_addresses(corpus, text_ids))
    pairs = zip(addresses.where(known), seconds, strict=True)
    return places.assign(
        seconds=seconds,
        time=seconds.map(wording.clock_time, na_action="ignore").astype("str"),
        recording=pd.Series(
            [at_second(*pair) if pd.notna(pair[1]) else None for pair in pairs],
            places.index,
            dtype="str",
        ),
    )


def times(corpus: Corpus, text_id: str, chars: pd.Series) -> pd.Series:
    """When places in one text are said, as people read it; missing where it is not known."""
    places = pd.DataFrame({"text_id": text_id, "char": chars})
    timed = with_times(corpus, places, "char")
    return timed["time"] if "time" in timed else pd.Series(None, chars.index, dtype="str")


def columns(places: pd.DataFrame) -> dict[str, Any]:
    """Those of the columns of `with_times` that say something, with their headers."""
    headers = {
        "time": st.column_config.TextColumn("Time", width=68, alignment="right", help=_HELP),
        RECORDING: st.column_config.LinkColumn(
            _IN_CELL, width=35, display_text=_IN_CELL, help=_OPEN
        ),
    }
    return {
        name: header
        for name, header in headers.items()
        if name in places and places[name].notna().any()
    }


def exported(places: pd.DataFrame) -> pd.DataFrame:
    """The places as a file has them: with the seconds, and an address where there is one."""
    empty = [RECORDING] if RECORDING in places and places[RECORDING].isna().all() else []
    return places.drop(columns=["time", *empty], errors="ignore")


def link(corpus: Corpus, text_id: str, char: int | None, key: str) -> None:
    """A button that opens the recording of a text where a character is said; without a recording,
    the time; nothing where neither is known."""
    place = pd.DataFrame({"text_id": [text_id], "char": [char]})
    row = with_times(corpus, place, "char").iloc[0]
    address = row.get(RECORDING)
    time = row.get("time")
    if address is None or pd.isna(address):
        address = at_second(_addresses(corpus, [text_id]).get(text_id), None)
    where = "" if time is None or pd.isna(time) else time
    if address:
        label = f"Open the recording at {where}" if where else "Open the recording"
        st.link_button(label, address, icon=_ICON, key=f"recording-{key}", type="tertiary")
    elif where:
        st.caption(f":material/schedule: At {where} of the recording.")


def link_to(row: Any, key: str) -> None:
    """A small link that opens the recording at a row of `with_times`, where there is one."""
    address = getattr(row, RECORDING, None)
    if isinstance(address, str):
        st.link_button("", address, icon=_ICON, key=f"recording-{key}", type="tertiary", help=_OPEN)


def _addresses(corpus: Corpus, text_ids: Collection[str]) -> pd.Series:
    """By text_id of some texts: the address of the recording of its first appearance."""
    rows = corpus.transcripts[["text_id", "url"]]
    rows = rows[rows["text_id"].isin(text_ids)].drop_duplicates("text_id")
    return rows.set_index("text_id")["url"].astype("object")
