"""Alignments by brute force, and texts in which passages nearly repeat."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hypothesis import strategies as st

STOCK = [[f"{letter}{n}" for n in range(40)] for letter in "pqr"]
"""Passages of which texts have copies that were changed."""
_changes = st.lists(
    st.tuples(st.integers(0, 39), st.sampled_from(["other", "gone", "more"])), max_size=8
)


def columns(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """Of the alignment with the fewest words changed, missed or added (and of these with most
    equal ones): the equal words, and all columns."""

    @cache
    def best(i: int, j: int) -> tuple[int, int]:
        """Columns that are not equal, and the equal ones below zero."""
        if not i or not j:
            return (i + j, 0)
        steps = [best(i - 1, j), best(i, j - 1), best(i - 1, j - 1)]
        every = [(cost + 1, equal) for cost, equal in steps]
        if one[i - 1] == other[j - 1]:
            every.append((steps[2][0], steps[2][1] - 1))
        return min(every)

    changed, equal = best(len(one), len(other))
    return -equal, changed - equal


@st.composite
def noisy_texts(draw: st.DrawFn) -> list[list[str]]:
    """Texts of words that occur once, with changed copies of parts of STOCK among them."""
    texts: list[list[str]] = []
    fresh = iter(range(1_000_000))
    for number in range(draw(st.integers(1, 4))):
        text = [f"{number}x{next(fresh)}" for _ in range(draw(st.integers(0, 12)))]
        for _ in range(draw(st.integers(0, 3))):
            passage = list(draw(st.sampled_from(STOCK)))
            for at, change in draw(_changes):
                new = f"n{next(fresh)}"
                passage[at] = {"other": new, "gone": "", "more": f"{passage[at]} {new}"}[change]
            begin = draw(st.integers(0, 20))
            words = " ".join(passage[begin : begin + draw(st.integers(5, 40))]).split()
            text += [*words, *(f"f{next(fresh)}" for _ in range(draw(st.integers(0, 12))))]
        if text:
            texts.append(text)
    return texts
