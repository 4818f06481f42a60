"""What may be a keyword, and how it is scored, by what a person or an address calls it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dashboard import url_params
from dashboard.tasks import KeywordOptions
from refrain import keywords, words
from refrain.unique_names import unique_names

STATISTICS = {
    "automatic": keywords.AUTO,
    "conservative log ratio": keywords.LOG_RATIO,
    "log-odds": keywords.LOG_ODDS,
    "log-likelihood (G²)": keywords.G2,
    "c-TF-IDF": keywords.C_TF_IDF,
    "raw count": keywords.COUNT,
}
LONGEST_PHRASE = {"words": 1, "and phrases of 2": 2, "and of 3": 3}
REST = url_params.AGAINST.default
MOST_TYPED_WORDS = 500


class LeftOut(NamedTuple):
    """What does not count: as in `KeywordOptions`, but for the words as a person typed them."""

    languages: Sequence[str]
    typed: str
    without_names: bool
    once: int


def compared_with(topics: Sequence[str]) -> list[str]:
    """What each topic may be compared with: the rest, and each topic. One may be called "the rest"
    too."""
    return unique_names([REST, *topics])


def options(
    topics: Sequence[str],
    statistic: str,
    phrases: str,
    against: str,
    left_out: LeftOut,
) -> KeywordOptions:
    """The options of what was chosen, which the names above stand for."""
    return KeywordOptions(
        STATISTICS[statistic],
        LONGEST_PHRASE[phrases],
        None if against == REST else topics[compared_with(topics).index(against) - 1],
        tuple(left_out.languages),
        tuple(dict.fromkeys(words.words(left_out.typed)))[:MOST_TYPED_WORDS],
        left_out.without_names,
        left_out.once,
    )
