"""What is measured: a row per prompt or transcript, with its sizes and a name."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from dashboard import cached, tokenizer_picker
from dashboard.tables.measure import TIMES
from refrain import budget, lengths
from refrain.corpus import Corpus
from refrain.tokens import Tokenizer


class Rows(NamedTuple):
    """The prompts or transcripts that a person chose, and what their tokens are counted with."""

    corpus: Corpus
    whole: Corpus
    subjects: str
    """What is measured: "prompts" or "transcripts"."""
    distinct: bool
    """Whether equal texts count once."""
    tokenizer: Tokenizer | None

    @property
    def sizes(self) -> pd.DataFrame:
        """The sizes of each distinct text in each unit, by text_id."""
        sizes = tokenizer_picker.sizes
        return cached.once(sizes, self.corpus, self.whole, self.tokenizer)

    @property
    def frame(self) -> pd.DataFrame:
        """All of them."""
        return cached.once(_frame, self)

    def known(self, unit: str) -> pd.DataFrame:
        """Those that have a length in a unit: not all have times."""
        return cached.once(_timed, self, unit) if unit in TIMES.values() else self.frame


def _frame(rows: Rows) -> pd.DataFrame:
    corpus, sizes = rows.corpus, rows.sizes
    if rows.subjects == "prompts":
        return budget.prompts(corpus.transcripts, sizes)
    frame = lengths.lengths(
        corpus.transcripts,
        distinct=rows.distinct,
        tokens=sizes.get("tokens", None),
        times=cached.timing(corpus),
    )
    if rows.distinct:  # these are the distinct texts, in their order
        return frame.assign(name=corpus.texts["name"])
    return frame.assign(name=frame["text_id"].map(corpus.texts.set_index("text_id")["name"]))


def _timed(rows: Rows, unit: str) -> pd.DataFrame:
    frame = rows.frame
    return frame[frame[unit].notna()].reset_index(drop=True)
