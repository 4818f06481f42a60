"""Problems that come by the thousand: one row for those that are alike in one source, and one for
the files that are left out for one reason, such as the pictures of a folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from refrain.records import Problem

MOST_ALIKE = 100
"""Problems that are alike and a row each; of more, one row has their number."""
LEFT_OUT = "skipped-file"
"""The kind of a file that is left out: what is alike there are files."""
_EXAMPLES = 5


def condensed(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, those of each kind in a source as one where there are more than MOST_ALIKE, and
    so the files that are left out with the same words.

    >>> many = [Problem("a.srt", line, "stray-line", "Mend it.") for line in range(1, 500)]
    >>> condensed(many)[0].message
    'Mend it. There are 499 like this, in lines 1, 2, 3, 4, 5 and more.'
    """
    groups: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    order: list[tuple[str, str]] = []
    for problem in problems:
        of = problem.message if problem.kind == LEFT_OUT else problem.source
        key = (of, problem.kind)
        counts[key] += problem.count
        if len(groups[key]) <= MOST_ALIKE:
            groups[key].append(problem)
            order.append(key)
    places: dict[tuple[str, str], int] = defaultdict(int)
    rows = []
    for key in order:
        group = groups[key]
        if len(group) <= MOST_ALIKE:
            rows.append(group[places[key]])
        elif not places[key]:
            rows.append(_one(group, counts[key]))
        places[key] += 1
    return rows


def _one(group: list[Problem], count: int) -> Problem:
    if group[0].kind == LEFT_OUT:
        where = f": {', '.join(problem.source for problem in group[:_EXAMPLES])} and more"
    else:
        lines = [str(problem.line) for problem in group if problem.line is not None][:_EXAMPLES]
        where = f", in lines {', '.join(lines)} and more" if lines else ""
    message = f"{group[0].message} There are {count:,} like this{where}."
    return replace(group[0], message=message, count=count)
