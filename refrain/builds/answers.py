"""What a build answers from its tables, as the functions on a corpus in memory would answer it.

Nothing here reads a text. What is not here is asked of `Build.corpus` (whatever looks at no text,
such as counts by source or prompt), or of `Build.engine` (what repeats).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from refrain import audit
from refrain.builds.length_tables import TIMES, TOKENIZER
from refrain.builds.opened import Build
from refrain.builds.part_files import frame_of
from refrain.keywords import TopicCounts
from refrain.schemas import STRING
from refrain.seams import COLUMNS as SEAMS
from refrain.tokens import Tokenizer
from refrain.topics import topic_of


def timing(build: Build) -> pd.DataFrame:
    """How long each transcript is spoken, as `lengths.timing` has it."""
    rows = build.table("lengths", ["transcript_id", *TIMES])
    return rows[rows["seconds"].notna()].set_index("transcript_id")


def tokens(build: Build, tokenizer: Tokenizer) -> pd.Series | None:
    """The tokens of each distinct text, as `tokens.counts` has them; None where they were not
    counted, or with another tokenizer."""
    if tokenizer.key != TOKENIZER or "tokens" not in build.manifest.tables:
        return None
    rows = build.table("tokens")
    return pd.Series(rows["tokens"].to_numpy(), index=rows["text_id"].to_numpy(), name="tokens")


def findings(build: Build) -> pd.DataFrame:
    """What is wrong, as `audit.findings` has it, as far as a build looks for it (`left_out` in its
    manifest says for what it does not)."""
    return _findings(build.table("findings", list(audit.COLUMNS)))


def in_checks(build: Build) -> dict[str, pd.DataFrame]:
    """By the name of a check: what it finds, as `audit.found` has it but the gravest first. Checks
    that a build does not do find nothing."""
    rows = build.table("findings")
    found = _findings(rows[list(audit.COLUMNS)]).astype({"severity": "str"})
    return {
        check.name: found[rows["check"] == check.name].reset_index(drop=True)
        for check in audit.CHECKS
    }


def seams(build: Build) -> pd.DataFrame | None:
    """Where texts were stitched, as `refrain.seams.seams` has it; None where a build does not know,
    for its repeats are of another length."""
    if "seams" not in build.manifest.tables:
        return None
    return build.table("seams").astype(SEAMS)


def word_counts(build: Build, *, without_names: bool = True, once: bool = False) -> TopicCounts:
    """How often each topic has each word: what `keywords` and `compare` ask.

    `without_names` leaves out the names of speakers, and `once` the repeats of passages, of the
    build's minimum length, that are not their first.
    """
    chosen = (pc.field("without_names") == without_names) & (pc.field("once") == once)
    topics = topic_of(build.corpus.texts.drop(columns="text")).value_counts(sort=False)
    rows = topics.rename_axis("topic").rename("texts").reset_index().astype({"topic": STRING})
    # Piece by piece: the names of all counts, of which there are millions, are never in memory.
    columns = ["topic", "term", "count", "transcripts"]
    pieces = build.dataset("keyness").to_batches(columns=columns, filter=chosen)
    return TopicCounts.of_pieces(rows, build.table("terms"), map(frame_of, pieces))


def _findings(rows: pd.DataFrame) -> pd.DataFrame:
    """The table with its types: in files, several places are lists."""
    places: list[Any] = [
        np.nan if places is None else tuple(int(place) for place in places)
        for places in rows["places"]
    ]
    frame = rows.assign(places=pd.Series(places, rows.index, dtype="object"))
    frame["severity"] = pd.Categorical(frame["severity"], audit.SEVERITIES, ordered=True)
    return frame.astype({name: kind for name, kind in audit.COLUMNS.items() if name != "severity"})
