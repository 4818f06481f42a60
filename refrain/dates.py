"""Dates as people write them, read strictly: what may be two dates, or is no whole one, is none.

`03/04/2021` is the third of April or the fourth of March. Which of the two, say the other dates of
its folder, or else of the whole dataset: `13/04/2021` has the day first. Where they disagree, or
none says, it is not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple, TypeVar

import pandas as pd

Read = TypeVar("Read")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
_TIME = r"(?:[t ,]+\d{1,2}:?\d\d.*)?"
_YEAR, _DAY = r"(?P<year>(?:19|20)\d\d)", r"(?P<day>\d{1,2})"
_NUMBER = r"(?P<month>\d{1,2})"
_WHOLE = [
    re.compile(pattern + _TIME)
    for pattern in (
        rf"{_YEAR}(?P<mark>[-/._]){_NUMBER}(?P=mark){_DAY}",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_YEAR} ?[年년] ?{_NUMBER} ?[月월] ?{_DAY} ?[日일]",
        rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th)?\.?(?: of)?[ -]+{_MONTH},?[ -]+{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}[ -]+{_DAY}(?:st|nd|rd|th)?,?[ -]+{_YEAR}",
        # Of these there is a month, and no day.
        rf"{_YEAR}[-/.]{_NUMBER}",
        rf"{_MONTH},? {_YEAR}",
    )
]
_YEAR_LAST = re.compile(
    rf"(?P<first>\d{{1,2}})(?P<mark>[-/.]) ?(?P<second>\d{{1,2}})(?P=mark) ?{_YEAR}{_TIME}"
)
_YEAR_ALONE = re.compile(_YEAR)
_LONGEST = 80


class Dates(NamedTuple):
    """What was read of a column of dates, row by row."""

    dates: pd.Series
    """The days (`datetime64`), the first where only a month is said; missing where none is read."""
    years: pd.Series
    """The years (`Int64`) of those that say no more than that; missing for all others."""
    ambiguous: pd.Series
    """Whether one is not read because its day may be its month."""


class _YearLast(NamedTuple):
    first: int
    second: int
    year: int
    day_first_by_mark: bool

    @property
    def day_first(self) -> bool | None:
        """Whether the day comes first; None where it may or may not."""
        if self.first > 12 or self.second > 12 or self.first == self.second:
            return self.second <= 12
        # With dots, no country has the month first (Unicode CLDR).
        return True if self.day_first_by_mark else None

    def read_as(self, *, day_first: bool) -> date | None:
        """The day that it is, read this way."""
        day, month = (self.first, self.second) if day_first else (self.second, self.first)
        return _date(self.year, month, day)


def read(published: pd.Series, sources: pd.Series) -> Dates:
    """The dates in a column of strings, of files whose paths are `sources`.

    >>> columns = pd.Series(["13/04/2021", "03/04/2021", "may", "12"]), pd.Series(["a"] * 4)
    >>> read(*columns).dates.dt.strftime("%d %b").to_list()
    ['13 Apr', '03 Apr', nan, nan]
    """
    # Each date is read once, however many rows have it; -1, what is missing, is the last.
    numbers, different = pd.factorize(published)
    plain = [*(_plain(str(text)) for text in different), None]
    texts = [plain[number] for number in numbers]
    whole = _of_each(_whole, plain, numbers)
    year_last = _of_each(_year_last, plain, numbers)
    folders = [str(source).rpartition("/")[0] for source in sources]
    orders = _orders(folders, year_last)
    for n, (folder, written) in enumerate(zip(folders, year_last, strict=True)):
        if written is not None:
            order = orders.get(folder) if written.day_first is None else written.day_first
            whole[n] = None if order is None else written.read_as(day_first=order)
    years = [int(text) if text and _YEAR_ALONE.fullmatch(text) else None for text in texts]
    unread = [
        written is not None and written.day_first is None and day is None
        for written, day in zip(year_last, whole, strict=True)
    ]
    return Dates(
        pd.Series(pd.to_datetime(pd.Series(whole, dtype="object")).to_numpy(), published.index),
        pd.Series(years, published.index, dtype="Int64"),
        pd.Series(unread, published.index, dtype=bool),
    )


def _of_each(read: Callable[[str], Read], texts: list[str | None], rows: Any) -> list[Read | None]:
    """What is read of the text that each row has by its number."""
    found = [None if text is None else read(text) for text in texts]
    return [found[row] for row in rows]


def _orders(folders: list[str], year_last: list[_YearLast | None]) -> dict[str, bool | None]:
    """By folder, whether the day comes first in its dates; None where that is not sure."""
    said: dict[str, list[bool]] = {folder: [] for folder in folders}
    for folder, written in zip(folders, year_last, strict=True):
        # The 4th of April says nothing.
        if written is not None and written.first != written.second:
            said[folder] += [] if written.day_first is None else [written.day_first]
    everywhere = _agreed(order for orders in said.values() for order in orders)
    return {folder: _agreed(orders) if orders else everywhere for folder, orders in said.items()}


def _agreed(orders: Iterable[bool]) -> bool | None:
    different = set(orders)
    return different.pop() if len(different) == 1 else None


def _plain(text: str) -> str:
    """In lower case, with digits of any script as 0 to 9."""
    folded = " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().split())
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in folded
    )


def _whole(text: str) -> date | None:
    for pattern in _WHOLE:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            name = parts.get("name")
            month = _MONTHS.index(name[:3]) + 1 if name else int(parts["month"])
            return _date(int(parts["year"]), month, int(parts.get("day") or 1))
    return None


def _year_last(text: str) -> _YearLast | None:
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    first, second, year = (int(match[name]) for name in ("first", "second", "year"))
    # No calendar has such a day.
    if min(first, second) < 1 or min(first, second) > 12 or max(first, second) > 31:
        return None
    return _YearLast(first, second, year, match["mark"] == "." and second <= 12)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
