"""Methods whose latest answers are kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache, partial
from typing import Any


def keeps_latest(size: int) -> Callable[[Callable[..., Any]], Any]:
    """A method whose latest answers are kept, by each object for itself: they go when it goes."""
    return lambda method: cached_property(lambda views: lru_cache(size)(partial(method, views)))
