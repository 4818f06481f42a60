"""What a build answers, and what it does not: each in plain words, and with how it can be had.

What repeats is answered by the build's own index, as by any other (`answers`). What was computed
when the build was made is read from its tables. All else would take all words of all texts into
memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dashboard import built
from refrain.corpus import Corpus
from refrain.fragments.compact import NotBuiltError

ON_FILES = "Ask it of the files, or of some of them, on one machine: "
REFUSED: Mapping[str, str] = {
    "seams": f"A build does not know where texts were stitched. {ON_FILES}refrain dashboard PATH.",
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


_STORED: dict[str, Callable[..., Any]] = {}
"""By the name of a task: what reads its answer from the tables of a build, None where it is not
there."""
