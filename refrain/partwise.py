"""Texts that are looked at part by part.

A corpus in memory is one part. That of a build is many, each looked at by a task of its own, so
what looks at a part is a function that can be pickled (of a module, or a `partial` of one), and it
tells of no other part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Protocol, TypeVar

import pandas as pd

from refrain.fragments import WordedTexts

Seen = TypeVar("Seen")


@dataclass(frozen=True, eq=False)
class Part:
    """Texts that are neighbours among the distinct texts of a corpus.

    `texts` has a row for each, with text_id, text and source (of the first appearance). `kept` is
    what one look leaves to a later one that happens to be given the same part.
    """

    texts: pd.DataFrame
    open_words: Callable[[], WordedTexts]
    kept: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def worded(self) -> WordedTexts:
        """The same texts with their words, which are found when a look first asks."""
        return self.open_words()


class PartMap(Protocol):
    """Has a function look at each part of the texts, and gives what it saw in their order.

    `given` has an argument for each part, which the function is called with, too.
    """

    def __call__(
        self, look: Callable[..., Seen], given: Sequence[Any] | None = None
    ) -> Iterator[Seen]:
        """What was seen, part by part."""
        ...


def only_part(open_part: Callable[[], Part]) -> PartMap:
    """All texts are in memory: they are one part."""

    def look_at_all(
        look: Callable[..., Seen], given: Sequence[Any] | None = None
    ) -> Iterator[Seen]:
        yield look(open_part(), *(given or ()))

    return look_at_all


def all_looks(looks: Sequence[Callable[..., Any]], part: Part) -> list[Any]:
    """What several looks see in a part: its words are found once."""
    return [look(part) for look in looks]


def looked_before(in_parts: PartMap, looks: Sequence[Callable[..., Any]]) -> PartMap:
    """The same, but for some looks, which nothing is given: they look at each part together, the
    first time that something is asked."""
    seen: dict[Callable[..., Any], list[Any]] = {}

    def look_at_parts(
        look: Callable[..., Seen], given: Sequence[Any] | None = None
    ) -> Iterator[Seen]:
        if given is not None or look not in looks:
            yield from in_parts(look, given)
            return
        if not seen:
            by_part = in_parts(partial(all_looks, looks))
            seen.update(zip(looks, map(list, zip(*by_part, strict=True)), strict=True))
        yield from seen[look]

    return look_at_parts
