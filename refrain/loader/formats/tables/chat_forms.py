"""The shapes of records of prompts: chats, completions, instructions and preferences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from refrain.loader.formats.tables.column_names import key
from refrain.loader.formats.tables.messages import (
    ASSISTANT,
    SYSTEM,
    USER,
    LeftOut,
    Turn,
    are_messages,
    said,
    turns_of,
)
from refrain.loader.formats.tables.rows import Table

_MESSAGES = ("messages", "conversations", "conversation", "chat", "dialog", "dialogue", "turns")
_SYSTEM = ("system", "system_prompt", "system_message")
_HISTORY = ("history",)
_PROMPTS = ("prompt", "question", "query")
_COMPLETIONS = ("completion", "response", "output", "answer")
_INPUTS = ("input", "context")


class Form(NamedTuple):
    """Which columns have what: `before` are those of what is said first, with who says it, and
    `answers` those of what is said last. `name` is what people call such a file."""

    name: str
    before: tuple[tuple[str, str], ...]
    answers: tuple[str, ...]

    @property
    def columns(self) -> set[str]:
        """All that are read."""
        return {*(column for column, _ in self.before), *self.answers}


class Answer(NamedTuple):
    """What may be said last, and the turns before it that only it has; `name` tells it from
    another."""

    shots: list[Turn]
    target: Turn | None
    name: str = ""
    after: Sequence[Turn] = ()


class Exchange(NamedTuple):
    """A record: what is said first, and the answers to it."""

    shots: list[Turn]
    answers: list[Answer]


def form_of(table: Table) -> Form | None:
    """The shape of the records of a table; None where they are no prompts."""
    by_key: dict[str, str] = {}
    for name in table.names:
        by_key.setdefault(key(name), name)
    return (
        _preferences(by_key, table.sample)
        or _chat(by_key, table.sample)
        or _instructions(by_key, table.sample)
    )


def _first(by_key: Mapping[str, str], keys: Sequence[str]) -> str | None:
    return next((by_key[name] for name in keys if name in by_key), None)


def _before(by_key: Mapping[str, str], *keys: Sequence[str]) -> tuple[tuple[str, str], ...]:
    columns = [(_first(by_key, _SYSTEM), SYSTEM), (_first(by_key, _HISTORY), USER)]
    columns += [(_first(by_key, names), USER) for names in keys]
    return tuple((column, speaker) for column, speaker in columns if column is not None)


def _preferences(by_key: Mapping[str, str], sample: Sequence[Mapping[str, Any]]) -> Form | None:
    pair = [by_key[name] for name in ("chosen", "rejected") if name in by_key]
    if len(pair) < 2 or not all(_is_said(sample, column) for column in pair):
        return None
    before = _before(by_key, ("instruction",), _PROMPTS, ("input",))
    return Form("preferences", before, (pair[0], pair[1]))


def _chat(by_key: Mapping[str, str], sample: Sequence[Mapping[str, Any]]) -> Form | None:
    for name in _MESSAGES:
        column = by_key.get(name)
        if column is not None and _most(sample, column, are_messages):
            return Form("chat", _before(by_key), (column,))
    return None


def _instructions(by_key: Mapping[str, str], sample: Sequence[Mapping[str, Any]]) -> Form | None:
    answer = _first(by_key, _COMPLETIONS)
    if answer is None or not _is_said(sample, answer):
        return None
    instruction = by_key.get("instruction")
    if instruction and _is_said(sample, instruction):
        return Form("instructions", _before(by_key, ("instruction",), _INPUTS), (answer,))
    prompt = by_key.get("prompt")
    if prompt and _is_said(sample, prompt):
        return Form("completions", _before(by_key, ("prompt",)), (answer,))
    return None


def _is_said(sample: Sequence[Mapping[str, Any]], column: str) -> bool:
    return _most(sample, column, lambda value: isinstance(value, str) or are_messages(value))


def _most(sample: Sequence[Mapping[str, Any]], column: str, test: Any) -> bool:
    values = [value for cells in sample if (value := cells.get(column)) is not None]
    return bool(values) and 2 * sum(map(test, values)) > len(values)


def exchange_of(form: Form, cells: Mapping[str, Any], left_out: LeftOut) -> Exchange | None:
    """What a record says; None where its answer is nothing that can be read."""
    before: list[Turn] = []
    for column, speaker in form.before:
        title = key(column) if form.name == "instructions" and speaker == USER else None
        before += said(cells.get(column), speaker, left_out, title)
    if form.name == "chat":
        turns = turns_of(cells.get(form.answers[0]), left_out)
        return None if turns is None else Exchange(before, [_last_answer(turns)])
    said_last = [said(cells.get(column), ASSISTANT, left_out) for column in form.answers]
    if len(form.answers) == 1:
        turns = said_last[0]
        target = turns[-1] if turns else Turn(ASSISTANT, None)
        return Exchange(before, [Answer(turns[:-1], target)])
    return _pair(before, *said_last)


def _last_answer(turns: list[Turn]) -> Answer:
    places = [n for n, turn in enumerate(turns) if turn.speaker == ASSISTANT]
    if not places:
        return Answer(turns, None)
    at = places[-1]
    return Answer(turns[:at], turns[at], after=turns[at + 1 :])


def _pair(before: list[Turn], chosen: list[Turn], rejected: list[Turn]) -> Exchange:
    """What both say first is said once, and not again where it is the prompt."""
    most = max(0, min(len(chosen), len(rejected)) - 1)
    same = 0
    while same < most and chosen[same] == rejected[same]:
        same += 1
    common = chosen[:same]
    repeated = {turn.text for turn in common}
    shots = [turn for turn in before if turn.text not in repeated] + common
    return Exchange(
        shots,
        [_preferred("chosen", chosen[same:]), _preferred("rejected", rejected[same:])],
    )


def _preferred(name: str, turns: list[Turn]) -> Answer:
    target = turns[-1] if turns else Turn(ASSISTANT, None)
    return Answer(turns[:-1], target, name)


def new_count() -> LeftOut:
    """Nothing left out so far."""
    return Counter()
