"""How long transcripts are: the tables of lengths and tokens, and topics by their sizes."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from refrain import lengths, topics
from refrain import tokens as tokens_of
from refrain.builds.draft import Draft
from refrain.builds.part_files import columns_of, frame_of
from refrain.builds.part_texts import distinct_texts_of
from refrain.builds.reading import CUES_FOLDER
from refrain.builds.text_parts import TextPart
from refrain.errors import TokenizerError
from refrain.schemas import STRING
from refrain.tokens import Tokenizer

TOKENIZER = "o200k"
"""What tokens are counted with: what pages count them with unless somebody chooses another."""
TIMES = ("seconds", "minutes", "words_per_minute", "silence")
"""The columns of `lengths.timing`."""


def write_lengths(draft: Draft) -> list[str]:
    """Write the tables `lengths`, `tokens` and `topics`; what was left out, in sentences."""
    tokenizer, left_out = _tokenizer()
    measured = list(draft.engine.map(partial(_measured, tokenizer=tokenizer), draft.parts))
    times = pd.concat([part.times for part in measured])
    rows = draft.corpus.transcripts.drop(columns="text")
    tokens = None
    if tokenizer is not None:
        tokens = pd.concat([part.tokens for part in measured if part.tokens is not None])
        draft.write("tokens", tokens.rename_axis("text_id").reset_index())
    draft.write("lengths", lengths.lengths(rows, distinct=False, tokens=tokens, times=times))
    draft.write("topics", topics.distribution(rows, tokens))
    return left_out


class _Measured(NamedTuple):
    """Of a part: what `lengths.timing` and `tokens.counts` say of it."""

    times: pd.DataFrame
    tokens: pd.Series | None


def _tokenizer() -> tuple[Tokenizer | None, list[str]]:
    try:
        return tokens_of.bundled(TOKENIZER), []
    except TokenizerError as error:
        return None, [f"Tokens were not counted. {error}"]


def _measured(part: TextPart, tokenizer: Tokenizer | None) -> _Measured:
    tokens = None
    if tokenizer is not None:
        tokens = tokens_of.counts(distinct_texts_of(part, "text_id", "text"), tokenizer)
    return _Measured(_times(part), tokens)


def _times(part: TextPart) -> pd.DataFrame:
    """The times of all transcripts of a part that have some."""
    cues = frame_of(columns_of(part.path.parent.parent / CUES_FOLDER / part.path.name))
    if cues.empty:
        return pd.DataFrame({}, pd.Index([], dtype=STRING), list(TIMES), dtype="float64")
    table = columns_of(part.path, ["transcript_id", "text_id", "text", "words", "chars"])
    timed = pc.is_in(table["transcript_id"], pa.array(cues["transcript_id"].unique()))
    rows = frame_of(table.filter(timed))
    cues["transcript_id"] = cues["transcript_id"].astype("category")
    times = lengths.timing(rows, cues)
    return times.set_axis(times.index.astype(STRING))
