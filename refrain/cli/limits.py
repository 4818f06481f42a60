"""What a dataset may repeat, and share with others, before `refrain check` fails it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial, wraps
from pathlib import Path
from typing import Any, NamedTuple

import click
import pandas as pd

from refrain import audit
from refrain.audit import AuditContext, Check, contaminated
from refrain.cli import indexing, output
from refrain.cli.loading import load
from refrain.cli.options import Command, similarity_option
from refrain.contamination import QUERY
from refrain.corpus import Corpus
from refrain.fragments import MIN_WORDS, RepeatQuery
from refrain.fragments.query import EXACT
from refrain.loader.options import LoadOptions

_SHARE = click.FloatRange(0, 1)
_OPTIONS = (
    click.option(
        "--max-repeated",
        type=_SHARE,
        metavar="SHARE",
        help="Fail too where more of the distinct text than this (0 to 1) lies in repeated "
        "passages.",
    ),
    click.option(
        "--against",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="EVAL",
        help="Fail too where a transcript shares passages with this file or folder, such as a test "
        "set; can be given several times.",
    ),
    click.option(
        "--max-shared",
        type=_SHARE,
        default=0.0,
        show_default=True,
        metavar="SHARE",
        help="Share (0 to 1) of a transcript's words that may be in such passages.",
    ),
    similarity_option(
        "Share of words in which passages agree, 0.6 (60%) to 1, which is word for word.  "
        f"[default: {QUERY.similarity} for --against, {EXACT:.0f} for --max-repeated]"
    ),
    click.option(
        "--min-words",
        type=click.IntRange(3, 1000),
        default=MIN_WORDS,
        show_default=True,
        help="Words that a passage has at least, for --max-repeated and --against.",
    ),
)


class Limits(NamedTuple):
    """How much may be repeated (None: all); the references that nothing may be shared with, or
    that share of a transcript's words; and which passages count (a similarity of None: those that
    are usual for each limit)."""

    max_repeated: float | None
    against: tuple[Path, ...]
    max_shared: float
    similarity: float | None
    min_words: int

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of findings that fail a dataset beyond a limit."""
        asked = {"too-repetitive": self.max_repeated is not None, "contaminated": self.against}
        return frozenset(kind for kind, is_asked in asked.items() if is_asked)

    @property
    def repeats(self) -> RepeatQuery:
        """The passages that count as repeated."""
        similarity = EXACT if self.similarity is None else self.similarity
        return RepeatQuery(self.min_words, similarity=similarity)

    def shared(self, corpus: Corpus, options: LoadOptions) -> Iterator[pd.DataFrame]:
        """The findings about each reference, which is summed up on stderr.

        Raises NothingComparedError where one of them, or the corpus, has no words.
        """
        similarity = QUERY.similarity if self.similarity is None else self.similarity
        query = RepeatQuery(self.min_words, similarity=similarity)
        context = AuditContext(corpus, lambda: indexing.index(corpus))
        for path in self.against:
            compared = contaminated.Compared.of(corpus, load([path], options), query)
            output.say(compared.summary)
            find = partial(contaminated.find, compared=compared, max_shared=self.max_shared)
            yield audit.found(Check("contamination", find, asks_index=False), context)


def limit_options(command: Command) -> Command:
    """A command with the options of the limits, which is called with them as `limits`."""

    @wraps(command)
    def with_limits(**given: Any) -> Any:
        limits = Limits(**{name: given.pop(name) for name in Limits._fields})
        return command(**given, limits=limits)

    for option in reversed(_OPTIONS):
        with_limits = option(with_limits)
    return with_limits  # type: ignore[return-value]
