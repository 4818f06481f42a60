"""Corpora for tests, made in memory: of texts, of topics and texts, of prompts, and as a dump.

Text to order comes from `english` and `invented_words`. Files and folders of every shape that a
page may be opened on are in `tests.shapes`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from refrain import loader
from refrain.corpus import Corpus
from refrain.fragments import FragmentIndex
from refrain.records import Transcript

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
SAMPLE = DATA / "sample.txt"
FENCE = "#####"


def row(n: int, text: str | None = None, /, **columns: Any) -> Transcript:
    """What a loader finds in the file `n.txt`: a transcript, with other columns as given.

    Without a text it has the place of its label.
    """
    place: dict[str, Any] = {} if text is not None else {"start": 0, "end": 0}
    if "source" in columns:  # which others may have too
        place["place"] = str(n)
    return Transcript(**{"source": f"{n}.txt", "text": text, **place, **columns})


def corpus_of(
    *transcripts: str | Mapping[str, Any] | None, name: str = "made", **columns: Any
) -> Corpus:
    """A corpus of transcripts outside prompts, numbered from 0.

    A transcript is its text (None where it is missing), or the columns that it has of its own;
    `columns` are those that all have.
    """
    rows = []
    for n, transcript in enumerate(transcripts):
        given = transcript if isinstance(transcript, Mapping) else {"text": transcript}
        rows.append(row(n, **{**columns, **given}))
    return Corpus.of(name, rows)


def topics_of(*transcripts: tuple[str | None, str | None], **columns: Any) -> Corpus:
    """A corpus of pairs of a topic and a text; `columns` are those that all have."""
    return corpus_of(*({"topic": topic, "text": text} for topic, text in transcripts), **columns)


def texts_of(*transcripts: tuple[str | None, str]) -> pd.DataFrame:
    """The distinct texts of pairs of a topic and a text."""
    return topics_of(*transcripts).texts


def prompts_of(*labels: tuple[str, int, str, str | None, str | None]) -> Corpus:
    """A corpus of labels in prompts: source, prompt, role, topic and text of each.

    Lines and positions are counted from 1 through all of them.
    """
    return Corpus.of(
        "made",
        [
            Transcript(
                source=source,
                place=f"{prompt}.{n}",
                line=n,
                prompt=prompt,
                position=n,
                role=role,
                topic=topic,
                text=text,
            )
            for n, (source, prompt, role, topic, text) in enumerate(labels, 1)
        ],
    )


def index_of(*texts: str) -> FragmentIndex:
    """The index of the fragments of these texts."""
    return FragmentIndex.build(corpus_of(*texts).transcripts)


def dump(*prompts: Sequence[tuple[str, str]]) -> str:
    """Prompts of (label, text) pairs as a few-shot dump; an empty text is left out."""
    lines = []
    for prompt in prompts:
        for _, text in prompt:
            lines += [text, ""] if text else []
        for label, _ in prompt:
            lines += [FENCE, label, FENCE]
    return "\n".join(lines)


def load_dump(folder: Path, *prompts: Sequence[tuple[str, str]]) -> Corpus:
    """The corpus of these prompts, written to `folder` as `dump.txt` and loaded."""
    path = folder / "dump.txt"
    path.write_text(dump(*prompts), encoding="utf-8")
    return loader.load(path)


_ENGLISH = re.findall(
    r"\w+",
    """
    the and that we you it this so they what people when one thing here then because about which
    would there into time just going other could after know really more than first work little
    place talk before house river window bread morning letter garden market engine teacher
    bridge winter summer music story paper kitchen doctor village mountain question answer
    number friend water horse street corner school island forest candle pocket ladder
    """,
)


def english(seed: int, count: int, *, sentences: bool = True) -> str:
    """So many English words at random, in `sentences` of 12; no two seeds share a passage."""
    chosen = random.Random(seed).choices(_ENGLISH, k=count)
    if not sentences:
        return " ".join(chosen)
    return " ".join(" ".join(chosen[n : n + 12]).capitalize() + "." for n in range(0, count, 12))


def invented_words(seed: int, count: int) -> list[str]:
    """Made-up words of made-up syllables, some of them common and most of them rare."""
    chance = random.Random(seed)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    known = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(900)]
    weights = [1 / (rank + 3) for rank in range(len(known))]
    return chance.choices(known, weights, k=count)


# A word is a token, and a space between two separates; "</s>" is special, and texts are cut at 2.
TOKENIZER: dict[str, Any] = {
    "version": "1.0",
    "truncation": {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0},
    "padding": {
        "strategy": {"Fixed": 9},
        "direction": "Right",
        "pad_to_multiple_of": None,
        "pad_id": 0,
        "pad_type_id": 0,
        "pad_token": "</s>",
    },
    "added_tokens": [
        {
            "id": 0,
            "content": "</s>",
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
            "special": True,
        }
    ],
    "normalizer": None,
    "pre_tokenizer": {"type": "Whitespace"},
    "post_processor": {
        "type": "TemplateProcessing",
        "single": [
            {"Sequence": {"id": "A", "type_id": 0}},
            {"SpecialToken": {"id": "</s>", "type_id": 0}},
        ],
        "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
        "special_tokens": {"</s>": {"id": "</s>", "ids": [0], "tokens": ["</s>"]}},
    },
    "decoder": None,
    "model": {
        "type": "WordLevel",
        "vocab": {"</s>": 0, "[UNK]": 1, "one": 2},
        "unk_token": "[UNK]",
    },
}
