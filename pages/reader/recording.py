"""The recording of a text: its player or its link, and the times that stand beside the text."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import media, navigation, url_params
from dashboard.components import said_at
from dashboard.selection import Selection
from pages.reader.paragraphs import Mark
from pages.reader.paragraphs import marks as marks_of
from refrain import cues, wording
from refrain.recordings import at_second

NEAR = 120
"""Characters: two times so near would stand beside the same line, or the next."""


def show(selection: Selection, row: pd.Series) -> None:
    """A player of the file beside the transcript, at the place in the address; and the link that
    opens the recording there, where its address is known."""
    at = url_params.AT.get()
    said_at.link(selection.corpus, row["text_id"], at, key="reader")
    file = _file(selection, row)
    if file is None:
        return
    second = _second(_cues(selection, row), row, at or 0)
    start = 0 if at is None or pd.isna(second) else int(second)
    if file.suffix.lower() in media.AUDIO:
        st.audio(str(file), media.AUDIO[file.suffix.lower()], start_time=start)
    else:
        st.video(str(file), media.VIDEO[file.suffix.lower()], start_time=start, width=320)


def marks(selection: Selection, row: pd.Series, at: int | None) -> dict[int, str]:
    """By the character before which it stands: a time or a speaker beside the text, as HTML.

    One stands beside `at`, too, unless another is near. It leads to that place of the player, or
    of the recording's address. It is drawn by the style sheet, so that the text is what it was, for
    those who select and copy it too.
    """
    own = _cues(selection, row)
    plays = _file(selection, row) is not None
    found = {mark.char: mark for mark in marks_of(row["text"], own)}
    timed = [mark.char for mark in found.values() if mark.second is not None]
    if at is not None and all(abs(char - at) >= NEAR for char in timed):
        second = _second(own, row, at)
        if not pd.isna(second):
            found[at] = found.get(at, Mark(at, None, False, ""))._replace(second=second)
    return {char: _drawn(mark, _address(mark, row, plays), plays) for char, mark in found.items()}


def _cues(selection: Selection, row: pd.Series) -> pd.DataFrame:
    return cues.of_transcripts(selection.corpus.cues, [row["transcript_id"]])


def _second(own: pd.DataFrame, row: pd.Series, at: int) -> float:
    """When a character is said; NaN where that is not known."""
    return float(cues.Clock(own).seconds([row["transcript_id"]], [at])[0])


def _file(selection: Selection, row: pd.Series) -> Path | None:
    return None if pd.isna(row["media"]) else media.media_file(selection.name, row["media"])


def _address(mark: Mark, row: pd.Series, plays: bool) -> str | None:
    if plays:
        place = navigation.place_in_reader(url_params.TEXT_ID.get(), mark.char)
        return navigation.address(params=place)
    return at_second(row["url"], mark.second)


def _drawn(mark: Mark, address: str | None, plays: bool) -> str:
    pieces = ['<span class="break"></span>'] if mark.breaks else []
    if mark.second is not None:
        time = wording.clock_time(mark.second)
        if address is None:
            pieces.append(f'<span class="time" data-time="{time}"></span>')
        else:
            verb = "Play" if plays else "Open"
            target = '_self"' if plays else '_blank" rel="noopener noreferrer"'
            pieces.append(
                f'<a class="time" data-time="{time}" href="{escape(address)}" target="{target} '
                f'title="{verb} the recording at {time}" '
                f'aria-label="{verb} the recording at {time}"></a>'
            )
    if mark.speaker:
        pieces.append(f'<b class="speaker" data-name="{escape(mark.speaker)}"></b>')
    return "".join(pieces)
