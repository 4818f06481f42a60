"""Corpora made by hand for the audit: prompts as a dump, transcripts as rows, speech to order."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pandas as pd

from refrain import audit, loader
from refrain.corpus import Corpus

FENCE = "#####"
_WORDS = re.findall(
    r"\w+",
    """
    the and that we you it this so they what people when one thing here then because about which
    would there into time just going other could after know really more than first work little
    place talk before house river window bread morning letter garden market engine teacher
    bridge winter summer music story paper kitchen doctor village mountain question answer
    number friend water horse street corner school island forest candle pocket ladder
    """,
)


def dump(*prompts: list[tuple[str, str]]) -> str:
    """Prompts of (label, text) pairs as a dump; an empty text is left out."""
    lines = []
    for prompt in prompts:
        for _, text in prompt:
            lines += [text, ""] if text else []
        for label, _ in prompt:
            lines += [FENCE, label, FENCE]
    return "\n".join(lines)


def of_dump(folder: Path, *prompts: list[tuple[str, str]]) -> pd.DataFrame:
    """The findings on a dump of these prompts."""
    path = folder / "dump.txt"
    path.write_text(dump(*prompts), encoding="utf-8")
    return audit.findings(loader.load(path))


def corpus(*texts: str | dict[str, Any]) -> Corpus:
    """Transcripts outside prompts; a text, or a row with what else it has."""
    return Corpus.of(
        "made",
        [
            {"transcript_id": f"t{n}", "source": f"t{n}.txt", "line": 1, "position": 1}
            | {"role": "transcript", "title": f"talk {n}"}
            | (text if isinstance(text, dict) else {"text": text})
            for n, text in enumerate(texts)
        ],
    )


def speech(seed: int, words: int, *, ends: bool = True) -> str:
    """English words at random, in sentences if `ends`; no two seeds share a passage."""
    chance = random.Random(seed)
    told = chance.choices(_WORDS, k=words)
    if not ends:
        return " ".join(told)
    sentences = [" ".join(told[n : n + 12]).capitalize() + "." for n in range(0, words, 12)]
    return " ".join(sentences)
