"""A channel's boilerplate as a file: learned from its transcripts, found in those that follow.

What a show says in every episode (its intro, its outro, what a sponsor has read, its phrases) is
learned once, from the transcripts that there are. The file has each passage verbatim, so that a
person can read it, take passages out, and use it for transcripts that were not there then.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, get_args

import numpy as np
import pandas as pd

from refrain.corpus import Corpus
from refrain.errors import RefrainError
from refrain.fragments import FragmentEngine, FragmentIndex, RepeatQuery
from refrain.fragments.names import FragmentName
from refrain.fragments.query import EXACT, NEAR_WORDS, SIMILARITY_FLOOR
from refrain.records import Transcript
from refrain.surrogates import replaced
from refrain.words import words

Kind = Literal["start", "end", "anywhere"]
"""Where most places of a passage are in their transcripts."""
KINDS = get_args(Kind)
FORMAT: Final = "refrain boilerplate"
VERSION: Final = 1
MIN_TRANSCRIPTS = 3
"""Transcripts that have a passage at least, for it to be boilerplate."""
SIMILARITY = 0.65
"""The share of words in which places agree, where nothing else is asked for."""
EDGE = 0.1
"""Share of a transcript that is its start, and its end."""
SURE_WORDS = 20
"""Words of a passage that is boilerplate anywhere, and of a part that is, without the rest of it.
What is shorter is a habit of speech, unless it belongs to the start or the end."""
KNOWN = 0.9
"""Share of a passage's words in others, from which on it is not listed besides."""
CLOSE = 0.9
"""Share of words in which a place agrees with its passage, below which it is a version of it."""
MOST_VERSIONS = 4
"""Versions that are kept of a passage: what is heard anew each time is like one of them."""
_TOGETHER = 24
"""Texts that are looked at together: more would make what is said in each a habit of speech."""
_CARRIED = ("boundary", "shared")
_REMEDY = "Write it again with `refrain boilerplate learn`, or take out what was changed by hand."


class TemplateError(RefrainError):
    """A file that is no boilerplate file, or a damaged one; the message says where, and what to
    do."""


class Passage(NamedTuple):
    """A passage of boilerplate: its text, verbatim; where it mostly stands; how many transcripts it
    was learned from; the share of words in which a stretch agrees with it that is cut; and how
    else it was written, where that differs much: what agrees with one of these is cut too."""

    text: str
    kind: Kind
    transcripts: int
    similarity: float = SIMILARITY
    also: tuple[str, ...] = ()


def learn(
    engine: FragmentEngine,
    *,
    min_words: int = NEAR_WORDS,
    min_transcripts: int = MIN_TRANSCRIPTS,
    similarity: float = SIMILARITY,
) -> list[Passage]:
    """The boilerplate of a channel, from the index of its transcripts; longest passages first.

    A passage has `min_words` words or more, and `min_transcripts` distinct texts have it, or what
    agrees with it in that share of words. What only versions of one episode share, and what one
    text repeats, is no boilerplate, nor is what is shorter than SURE_WORDS and stands anywhere. A
    passage that others cover but for a few words is not listed besides.
    """
    found = engine.fragments(RepeatQuery(min_words, _CARRIED, similarity)).rows
    found = found[found["transcripts"] >= min_transcripts]
    found = found.sort_values(["words", "saved"], ascending=False, kind="stable")
    counts = engine.word_counts.to_dict()
    texts = dict(zip(engine.texts["text_id"], engine.texts["text"], strict=True))
    is_known = {text_id: np.zeros(count, dtype=bool) for text_id, count in counts.items()}
    passages = []
    for row in found.itertuples(index=False):
        name = FragmentName.read(row.fragment)
        assert name is not None
        known = is_known[name.text_id][name.word : name.word + name.words]
        if known.mean() >= KNOWN:
            continue
        places = engine.places(row.fragment).rows
        kind = _kind(places, counts)
        if kind == "anywhere" and row.words < SURE_WORDS:
            continue
        for place in places[["text_id", "word", "words"]].itertuples(index=False):
            is_known[place.text_id][place.word : place.word + place.words] = True
        text, also = texts[row.text_id][row.start : row.end], tuple(_versions(places, texts))
        passages.append(Passage(text, kind, row.transcripts, similarity, also))
    return passages


def _versions(places: pd.DataFrame, texts: dict[str, str]) -> Iterator[str]:
    """How the places are written that agree least with their passage."""
    far = places[(places["similarity"] < CLOSE) & (places["words"] >= NEAR_WORDS)]
    far = far.sort_values("similarity", kind="stable").head(MOST_VERSIONS)
    for place in far.itertuples(index=False):
        yield texts[place.text_id][place.start : place.end]


def _kind(places: pd.DataFrame, counts: dict[str, int]) -> Kind:
    total = places["text_id"].map(counts)
    ends: dict[Kind, pd.Series] = {
        "start": places["word"] <= EDGE * total,
        "end": places["word"] + places["words"] >= (1 - EDGE) * total,
    }
    for kind, is_there in ends.items():
        if is_there.mean() > 0.5:
            return kind
    return "anywhere"


def found(texts: pd.DataFrame, passages: list[Passage]) -> dict[str, pd.DataFrame]:
    """Where passages stand in distinct texts (`text_id`, `text`), by the id of each passage.

    The stretches are as `FragmentEngine.fragment_ranges` has them: text_id, word, words; they may
    overlap. A stretch agrees with the passage in its share of words, and is at least half as long,
    or SURE_WORDS words. A passage's id is `text_id.0.words` with the similarity (`FragmentName`).
    """
    parts = [
        _found_in(texts.iloc[begin : begin + _TOGETHER], asked)
        for asked in map(partial(_Asked.of, passages), sorted({one.similarity for one in passages}))
        for begin in range(0, len(texts), _TOGETHER)
    ]
    return dict(list(pd.concat(parts).groupby("passage", sort=False))) if parts else {}


class _Asked(NamedTuple):
    """The passages that ask for one similarity, as the first texts of a corpus: what each says; and
    by text_id the words of each, and its name."""

    similarity: float
    texts: list[str]
    words: dict[str, int]
    names: dict[str, str]

    @classmethod
    def of(cls, passages: list[Passage], similarity: float) -> _Asked:
        """Those of the passages that ask for this similarity."""
        asked = [one for one in passages if one.similarity == similarity]
        texts = [text for one in asked for text in (one.text, *one.also)]
        table = _corpus(texts).transcripts
        counts = dict(zip(table["text_id"], table["words"].tolist(), strict=True))
        names = {
            text_id: str(FragmentName(text_id, 0, count, similarity))
            for text_id, count in counts.items()
        }
        return cls(similarity, texts, counts, names)


def _corpus(texts: list[str]) -> Corpus:
    return Corpus.of("boilerplate", [Transcript(str(n), text) for n, text in enumerate(texts)])


def _found_in(texts: pd.DataFrame, asked: _Asked) -> pd.DataFrame:
    """Columns: passage (its name), text_id, word, words. What is looked for stands first, and each
    text is compared with that; not with more of the others than is quick."""
    index = FragmentIndex.build(_corpus([*asked.texts, *texts["text"]]).transcripts)
    query = RepeatQuery(NEAR_WORDS, similarity=asked.similarity)
    rows = index.shared_with(len(asked.names), query)
    half = rows["other"].map(asked.words).astype("float64") / 2  # a float also of no rows
    rows = rows[rows["other_words"] >= half.clip(upper=SURE_WORDS)]
    # A text that is a passage, and nothing else, is the same text there.
    same = texts.loc[texts["text_id"].isin(asked.names), ["text_id"]]
    same = same.assign(other=same["text_id"], word=0, words=same["text_id"].map(asked.words))
    rows = pd.concat([rows[["text_id", "other", "word", "words"]], same], ignore_index=True)
    return rows.assign(passage=rows["other"].map(asked.names))


def written(passages: list[Passage], name: str) -> str:
    """The file of a template, as JSON; `name` says what it was learned from."""
    kinds = list(KINDS)
    ordered = sorted(passages, key=lambda one: (kinds.index(one.kind), -one.transcripts, one.text))
    listed = [
        {
            "kind": passage.kind,
            "transcripts": passage.transcripts,
            "words": len(words(passage.text)),
            "similarity": passage.similarity,
            "text": passage.text,
            **({"also": passage.also} if passage.also else {}),
        }
        for passage in ordered
    ]
    facts = {"format": FORMAT, "version": VERSION, "learned_from": name, "passages": listed}
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def read(path: Path) -> list[Passage]:
    """The passages of a file that `written` made, and that a person may have edited.

    Raises TemplateError where the file cannot be read, is none, or is damaged.
    """
    try:
        facts = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise TemplateError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise TemplateError(f"{path} is no JSON ({error}). {_REMEDY}") from error
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise TemplateError(
            f"{path} is no file of boilerplate: it does not say “format”: “{FORMAT}”. "
            "`refrain boilerplate learn` writes one."
        )
    if facts.get("version") != VERSION:
        raise TemplateError(
            f"{path} says version {json.dumps(facts.get('version'))}, and this Refrain reads "
            f"{VERSION}. Write it again with `refrain boilerplate learn`."
        )
    rows = facts.get("passages")
    if not isinstance(rows, list):
        raise TemplateError(f"{path} has no list of “passages”. {_REMEDY}")
    return [_passage(row, f"{path}, passage {number}") for number, row in enumerate(rows, 1)]


def _passage(row: Any, place: str) -> Passage:
    given = row if isinstance(row, dict) else {}
    fields: list[Any] = [given.get(name) for name in ("text", "kind", "similarity", "transcripts")]
    text, kind, alike, carriers = fields
    also, wrong = given.get("also", []), ""
    if not _is_said(text):
        wrong = f"a “text” of {NEAR_WORDS} words or more"
    elif kind not in KINDS:
        wrong = f"a “kind” (one of {', '.join(KINDS)})"
    elif not _is_number(alike) or not SIMILARITY_FLOOR <= alike <= EXACT:
        wrong = f"a “similarity” from {SIMILARITY_FLOOR} to {EXACT:.0f}"
    elif not _is_number(carriers):
        wrong = "a number of “transcripts”"
    elif not isinstance(also, list) or not all(map(_is_said, also)):
        wrong = f"a list of texts of {NEAR_WORDS} words or more in “also”"
    if wrong:
        raise TemplateError(f"{place}: it lacks {wrong}. {_REMEDY}")
    versions = tuple(map(replaced, also))
    return Passage(replaced(text), kind, int(carriers), round(float(alike), 2), versions)


def _is_said(text: Any) -> bool:
    return isinstance(text, str) and len(words(text)) >= NEAR_WORDS


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
