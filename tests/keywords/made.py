"""Corpora for the tests of keywords."""

from __future__ import annotations

import pandas as pd

from refrain.corpus import Corpus


def corpus(*transcripts: tuple[str | None, str]) -> Corpus:
    rows = [
        {
            "transcript_id": f"{n}",
            "source": f"{n}.txt",
            "line": 1,
            "position": 1,
            "role": "transcript",
            "topic": topic,
            "text": text,
        }
        for n, (topic, text) in enumerate(transcripts)
    ]
    return Corpus.of("made up", rows)


def texts(*transcripts: tuple[str | None, str]) -> pd.DataFrame:
    return corpus(*transcripts).texts
