"""Which column is what, by their names and by what is in the first rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from refrain.loader.formats.tables import column_names
from refrain.loader.formats.tables.column_names import like, named
from refrain.loader.formats.tables.facts import Facts, facts_of
from refrain.loader.formats.tables.rows import Table
from refrain.loader.options import LoadOptions

_FILLED = 0.5
_LONGEST_LABEL, _MUCH_LONGER = 80.0, 3.0
_FEW_ROWS = 20
_OTHERS = 8
_LABELS = ("speaker", "language", "published", "url")


class Choice(NamedTuple):
    """A column, None where there is none; the others that it may be; why; and whether it is sure.

    `lacking` is the column that a person asked for, where the table has none of that name, and
    `is_identifier` that of a title which is the id or the number of a row.
    """

    column: str | None = None
    others: tuple[str, ...] = ()
    why: str = ""
    is_sure: bool = True
    lacking: str | None = None
    is_identifier: bool = False


@dataclass(frozen=True)
class Columns:
    """What the columns of a table are; `by_field` has those of the other fields of a transcript."""

    names: list[str]
    text: Choice = field(default_factory=Choice)
    topic: Choice = field(default_factory=Choice)
    title: Choice = field(default_factory=Choice)
    by_field: Mapping[str, str] = field(default_factory=dict)

    @property
    def needed(self) -> set[str]:
        """All that are read."""
        chosen = (self.text.column, self.topic.column, self.title.column)
        return {name for name in (*chosen, *self.by_field.values()) if name is not None}

    @cached_property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """The fields of a transcript that are read as a label, and the column of each."""
        columns = {"topic": self.topic.column, "title": self.title.column}
        columns |= {name: self.by_field.get(name) for name in _LABELS}
        return tuple((name, column) for name, column in columns.items() if column is not None)


def guess(table: Table, options: LoadOptions, *, has_text: bool = True) -> Columns:
    """The columns of a table, by its sample; those that a person chose are taken as chosen.

    Without `has_text` none is that of the text.
    """
    facts = {name: facts_of(table.sample, name) for name in table.names}
    names = table.names
    text = Choice()
    if has_text:
        text = _asked_for(options.text_column, names, _text(names, facts))
    rest = [name for name in names if name != text.column]
    topic = _asked_for(options.topic_column, names, _topic(rest, facts))
    unnamed = [name for name in rest if name != topic.column]
    title = _asked_for(options.title_column, names, _title(unnamed, facts))
    return Columns(names, text, topic, title, _by_field(rest, facts, topic.column))


def _asked_for(wanted: str | None, names: Sequence[str], guessed: Choice) -> Choice:
    """The column that a person chose: of that name, or of that name in another case; the one that
    was guessed where none was, or there is none of that name."""
    if not wanted:
        return guessed
    same = [name for name in names if name == wanted]
    same += [name for name in names if name.casefold() == wanted.casefold()]
    return Choice(same[0], why="it was chosen") if same else guessed._replace(lacking=wanted)


def _text(names: list[str], facts: Mapping[str, Facts]) -> Choice:
    filled = [name for name in names if facts[name].filled >= _FILLED]
    called = named(filled, column_names.TEXT)
    if not called:
        called = [name for name in like(filled, column_names.TEXT) if facts[name].is_prose]
    if not called and (sparse := named(names, column_names.TEXT)):
        called = [name for name in sparse if facts[name].filled > 0]
    if not called:
        return _longest(filled, facts)
    chosen = _best(called, facts)
    longer = [
        name
        for name in filled
        if facts[name].is_prose and facts[name].length >= _MUCH_LONGER * facts[chosen].length
    ]
    others = tuple(dict.fromkeys(name for name in [*called, *longer] if name != chosen))
    why = "it is called so" if len(called) == 1 else "of those called so its texts are longest"
    return Choice(chosen, others[:_OTHERS], why, is_sure=not others)


def _best(called: list[str], facts: Mapping[str, Facts]) -> str:
    """The one with the longest texts; of those about as long, the likeliest name."""
    longest = max(facts[name].length for name in called)
    return next(name for name in called if facts[name].length >= 0.7 * longest)


def _longest(filled: list[str], facts: Mapping[str, Facts]) -> Choice:
    if len(facts) == 1 and filled:
        return Choice(filled[0], why="it is the only one")
    prose = sorted(
        (name for name in filled if facts[name].is_prose), key=lambda name: -facts[name].length
    )
    if not prose:
        return Choice()
    why = "no column is called so, and its texts are longest"
    return Choice(prose[0], tuple(prose[1 : 1 + _OTHERS]), why, is_sure=False)


def _topic(names: list[str], facts: Mapping[str, Facts]) -> Choice:
    called = [name for name in named(names, column_names.TOPIC) if _tells_apart(name, facts[name])]
    return _first(called, "it is called so")


def _tells_apart(name: str, facts: Facts) -> bool:
    """Whether the names in a column may be topics: short, and most of them in several rows."""
    if not facts.labelled or facts.length > _LONGEST_LABEL:
        return False
    is_always = column_names.key(name) in column_names.ALWAYS_TOPIC
    return is_always or facts.rows < _FEW_ROWS or 2 * facts.distinct <= facts.rows


def _title(names: list[str], facts: Mapping[str, Facts]) -> Choice:
    def filled(wanted: tuple[str, ...]) -> list[str]:
        return [name for name in named(names, wanted) if facts[name].labelled >= _FILLED]

    called = filled(column_names.TITLE)
    if called:
        return _first(called, "it is called so")
    identifiers = filled(column_names.IDENTIFIER)
    if not identifiers:
        return Choice()
    return Choice(identifiers[0], why="it names the row", is_identifier=True)


def _first(called: list[str], why: str) -> Choice:
    if not called:
        return Choice()
    return Choice(called[0], tuple(called[1 : 1 + _OTHERS]), why, is_sure=len(called) == 1)


_FIELDS = {
    "speaker": column_names.SPEAKER,
    "language": column_names.LANGUAGE,
    "published": column_names.PUBLISHED,
    "url": column_names.URL,
    "start": column_names.START,
    "end": column_names.END,
    "duration": column_names.DURATION,
    "group": column_names.GROUP,
    "youtube": column_names.YOUTUBE,
}


def _by_field(names: list[str], facts: Mapping[str, Facts], topic: str | None) -> dict[str, str]:
    found = {}
    for name_of_field, wanted in _FIELDS.items():
        called = [
            name
            for name in named(names, wanted)
            if facts[name].labelled and facts[name].length < 2000 and name != topic
        ]
        if called:
            found[name_of_field] = called[0]
    return found
