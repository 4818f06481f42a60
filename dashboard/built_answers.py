"""What a build answers, and what it does not: each in plain words, and with how it can be had.

What repeats is answered by the build's own index, as by any other (`answers`). What was computed
when the build was made is read from its tables. All else would take all words of all texts into
memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard import built
from refrain.builds import Build, answers
from refrain.corpus import Corpus
from refrain.fragments import MIN_WORDS, RepeatQuery
from refrain.fragments.compact import NotBuiltError
from refrain.tokens import Tokenizer

ON_FILES = "Ask it of the files, or of some of them, on one machine: "
REFUSED: Mapping[str, str] = {
    "suggestion": "Topics are not suggested for a build: that takes all words of all texts. "
    f"{ON_FILES}refrain topics PATH --suggest NUMBER.",
    "contamination": "A build is not compared with a reference set. "
    f"{ON_FILES}refrain check PATH --against EVAL.",
    "cuts": "What Clean up cuts is not in a build. "
    f"{ON_FILES}refrain clean PATH --out FILE cuts by the same rules.",
    "sizes_without": "What Clean up would leave is not in a build. "
    f"{ON_FILES}refrain clean PATH --out FILE.",
    "report": f"A build has no report. {ON_FILES}refrain report PATH.",
}
"""By the name of a task: what is said where a build is asked for it."""
FILTERED = (
    "Of the topics or roles that are chosen alone, a build does not know this: it knows it of all "
    "its transcripts. Remove the filters in the sidebar, or make a build of these transcripts with "
    "refrain build."
)


def answer(corpus: Corpus, task: str, args: tuple[Any, ...]) -> Any:
    """What a build has for a task and its arguments; None where a worker computes it, and for every
    corpus that is none.

    Raises NotBuiltError for what neither can.
    """
    build = built.of(corpus)
    if build is None:
        return None
    if task in REFUSED:
        raise NotBuiltError(REFUSED[task])
    read = _STORED.get(task)
    found = None if read is None else read(corpus, build, *args)
    if found is None:
        raise_if_part(corpus)
    return found


def raise_if_part(corpus: Corpus) -> None:
    """Raises NotBuiltError for what filters leave of a build, which it has no answer about."""
    if built.of(corpus) is not None and built.whole(corpus) is None:
        raise NotBuiltError(FILTERED)


def _timing(corpus: Corpus, build: Build) -> pd.DataFrame | None:
    if "lengths" not in build.manifest.tables:
        return None
    times = answers.timing(build)
    return times[times.index.isin(corpus.transcripts["transcript_id"])]


def _found(corpus: Corpus, build: Build, check: str) -> pd.DataFrame:
    if "findings" not in build.manifest.tables:
        raise NotBuiltError(f"This build has no findings. {ON_FILES}refrain check PATH.")
    found = _in_checks(build)[check]
    if built.whole(corpus):
        return found
    # What is wrong with a file, and with no transcript of it, is wrong whatever is chosen.
    of_part = found["transcript_id"].isin(corpus.transcripts["transcript_id"])
    return found[of_part | found["transcript_id"].isna()].reset_index(drop=True)


@lru_cache(maxsize=2)
def _in_checks(build: Build) -> dict[str, pd.DataFrame]:
    return answers.in_checks(build)


def _tokens(corpus: Corpus, build: Build, tokenizer: Tokenizer) -> pd.Series | None:
    return answers.tokens(build, tokenizer)


def _seams(corpus: Corpus, build: Build) -> pd.DataFrame:
    found = answers.seams(build)
    if found is None:
        raise NotBuiltError(
            "Where texts were stitched is known of a build for repeats of "
            f"{MIN_WORDS} words: refrain build … --min-words {MIN_WORDS}."
        )
    return found[found["text_id"].isin(corpus.texts["text_id"])].reset_index(drop=True)


def _savings(corpus: Corpus, build: Build, query: RepeatQuery) -> dict[str, Any] | None:
    if not _is_listed(corpus, build, query, "savings"):
        return None
    return dict(build.table("savings").iloc[0])


def _shares(corpus: Corpus, build: Build, query: RepeatQuery) -> pd.DataFrame | None:
    if not _is_listed(corpus, build, query, "shares"):
        return None
    return build.table("shares").astype({"topic": "category"})


def _is_listed(corpus: Corpus, build: Build, query: RepeatQuery, table: str) -> bool:
    """Whether a table of the build answers the question."""
    is_there = table in build.manifest.tables and built.whole(corpus) is not None
    return is_there and query == built.default_query(corpus)


_STORED: dict[str, Callable[..., Any]] = {
    "timing": _timing,
    "found": _found,
    "tokens": _tokens,
    "savings": _savings,
    "seams": _seams,
    "shares": _shares,
}
"""By the name of a task: what reads its answer from the tables of a build, None where it is not
there."""
