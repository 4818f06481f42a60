"""Names that must differ: equal ones are numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import count


def unique_names(names: Iterable[str], pattern: str = "{name} · {number}") -> list[str]:
    """The names in their order, each different from all others.

    The first of equal names stays; the others are numbered from 2 by the `pattern`, past numbers
    that another name has already.

    >>> unique_names(["intro", "intro", "outro", "intro"])
    ['intro', 'intro · 2', 'outro', 'intro · 3']
    >>> unique_names(["a", "a", "a (2)"], "{name} ({number})")
    ['a', 'a (3)', 'a (2)']
    """
    names = list(names)
    given = set(names)
    numbers: dict[str, Iterable[int]] = defaultdict(lambda: count(2))
    seen: set[str] = set()
    unique = []
    for name in names:
        if name in seen:
            numbered = (pattern.format(name=name, number=number) for number in numbers[name])
            unique.append(next(candidate for candidate in numbered if candidate not in given))
        else:
            unique.append(name)
        seen.add(name)
    return unique
