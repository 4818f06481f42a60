"""The texts of one part of a build in memory, and how all parts are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import pandas as pd
import pyarrow as pa

from refrain.builds.draft import Draft
from refrain.builds.part_files import columns_of, frame_of
from refrain.builds.text_parts import TextPart
from refrain.fragments import NumberedTexts
from refrain.partwise import Part, PartMap, Seen


def distinct_texts_of(part: TextPart, *columns: str) -> pd.DataFrame:
    """The distinct texts that appear first in a part, with some columns of that appearance."""
    table = columns_of(part.path, columns)
    if len(part.rows) < len(table):
        table = table.take(pa.array(part.rows))
    return frame_of(table.select([*columns]))


def over_parts(draft: Draft) -> PartMap:
    """Has the draft's engine look at the parts of the texts."""

    def look_at_parts(
        look: Callable[..., Seen], given: Sequence[Any] | None = None
    ) -> Iterator[Seen]:
        each = [()] * len(draft.parts) if given is None else [(one,) for one in given]
        items = list(zip(draft.parts, each, strict=True))
        yield from draft.engine.map(partial(_look, look), items)

    return look_at_parts


def _look(look: Callable[..., Seen], item: tuple[TextPart, tuple[Any, ...]]) -> Seen:
    part, given = item
    texts = distinct_texts_of(part, "text_id", "text", "source")
    return look(Part(texts, lambda: NumberedTexts(texts)), *given)
