"""How alike the places of a repeat have to be, as the slider and the address say it."""

from __future__ import annotations

from dashboard import url_params
from dashboard.url_params import Params
from refrain import wording
from refrain.fragments.query import EXACT

_PERCENT = tuple(range(60, 100, 5))
SIMILARITIES = (*map(str, _PERCENT), url_params.SIMILARITY.default)
"""What can be chosen: percent, and exact at the end."""


def as_share(chosen: str) -> float:
    """The share of words in which places agree, for one of SIMILARITIES.

    >>> as_share("80"), as_share("exact")
    (0.8, 1.0)
    """
    return int(chosen) / 100 if chosen.isdecimal() else EXACT


def params(share: float) -> Params:
    """The parameter of an address that asks for places as alike as this.

    Of what cannot be chosen, the next lower: it finds these places too.
    """
    if share == EXACT:
        return {url_params.SIMILARITY: url_params.SIMILARITY.default}
    below = [step for step in _PERCENT if step <= 100 * share + 1e-9]
    return {url_params.SIMILARITY: str(max(below, default=_PERCENT[0]))}


def in_words(share: float) -> str:
    """How alike places are, to follow their length in a sentence; empty where they are equal."""
    return "" if share == EXACT else f", at least {wording.percent(share)} alike"
