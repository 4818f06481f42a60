"""The id of a fragment, which links, files and records name it by."""

from __future__ import annotations

import re
from typing import NamedTuple

from refrain.fragments.query import EXACT, SIMILARITY_FLOOR

_WRITTEN = re.compile(r"(?P<text_id>[^.~]*)\.(?P<word>\d+)\.(?P<words>\d+)(?:~(?P<percent>\d\d))?")


class FragmentName(NamedTuple):
    """Where a fragment was first seen (text, first word), its words there, and the share of words
    in which other places agree with it.

    >>> str(FragmentName("2c1f", 40, 25)), str(FragmentName("2c1f", 40, 25, 0.8))
    ('2c1f.40.25', '2c1f.40.25~80')
    """

    text_id: str
    word: int
    words: int
    similarity: float = EXACT

    def __str__(self) -> str:
        name = f"{self.text_id}.{self.word}.{self.words}"
        return name if self.similarity == EXACT else f"{name}~{round(100 * self.similarity)}"

    @classmethod
    def read(cls, name: str) -> FragmentName | None:
        """What an id says, None where it is none.

        >>> FragmentName.read("2c1f.40.25~80")
        FragmentName(text_id='2c1f', word=40, words=25, similarity=0.8)
        """
        written = _WRITTEN.fullmatch(name)
        if written is None:
            return None
        similarity = int(written["percent"] or 100) / 100
        if int(written["words"]) == 0 or similarity < SIMILARITY_FLOOR:
            return None
        return cls(written["text_id"], int(written["word"]), int(written["words"]), similarity)
