"""Valid JSON, damaged in its structure: values go, come twice, change places or type."""

from __future__ import annotations

import copy
import math
import random
from typing import Any

STRANGE: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 3, 10**30, 1e300, math.nan, math.inf, -math.inf),
    *("", " ", "x", "12", "1.5s", "PT3S", "00:00:01,5", "\ud83d", "\0", "(laughter)", "&amp;"),
    *([], {}, [[]], [{}], {"text": "x"}, [{"start": 1}], [None] * 3, ["x", "y"], {"seconds": "x"}),
)


def mutated(value: Any, chance: random.Random) -> Any:
    """A copy of the value with one to four damages."""
    holder = [copy.deepcopy(value)]
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        places = _places(holder)
        inside, key = chance.choice(places)
        _damage(inside, key, places, chance)
        if not holder:
            return None
    return holder[0]


def _damage(inside: Any, key: Any, places: list[tuple[Any, Any]], chance: random.Random) -> None:
    what = chance.randrange(6)
    if what == 0:
        del inside[key]
    elif what == 1:
        inside[key] = copy.deepcopy(chance.choice(STRANGE))
    elif what == 2 and isinstance(inside, list):
        inside.insert(chance.randrange(len(inside) + 1), copy.deepcopy(inside[key]))
    elif what == 3:
        other, other_key = chance.choice(places)
        inside[key] = copy.deepcopy(other[other_key])
    elif what == 4:
        _change_type(inside, key)
    else:
        _swap(inside, chance)


def _change_type(inside: Any, key: Any) -> None:
    value = inside[key]
    if isinstance(value, dict):
        inside[key] = list(value.values())
    elif isinstance(value, list):
        inside[key] = dict(zip(map(str, range(len(value))), value, strict=True))
    elif isinstance(value, str):
        inside[key] = [value]
    else:
        inside[key] = str(value)


def _swap(inside: Any, chance: random.Random) -> None:
    keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
    one, other = chance.choice(keys), chance.choice(keys)
    inside[one], inside[other] = inside[other], inside[one]


def _places(holder: Any) -> list[tuple[Any, Any]]:
    found, waiting = [], [holder]
    while waiting:
        inside = waiting.pop()
        keys = list(inside) if isinstance(inside, dict) else range(len(inside))
        for key in keys:
            found.append((inside, key))
            if isinstance(inside[key], (dict, list)) and inside[key]:
                waiting.append(inside[key])
    return found
