"""Rows of prompts: what is said first are shots, the last answer is the target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from refrain.loader.formats.tables.chat_forms import (
    Answer,
    Exchange,
    Form,
    exchange_of,
    form_of,
    new_count,
)
from refrain.loader.formats.tables.columns import Choice, Columns, guess
from refrain.loader.formats.tables.described_row import described
from refrain.loader.formats.tables.messages import SYSTEM, Turn
from refrain.loader.formats.tables.named_once import Named
from refrain.loader.formats.tables.remarks import remarks
from refrain.loader.formats.tables.rows import Row, Table
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

__all__ = ["form_of", "read"]


def read(source: Source, table: Table, form: Form, name: str) -> Iterator[Transcript | Problem]:
    """A prompt for each record, numbered as the records are.

    The last answer is the target, and what is said before it are shots, whose speaker is their
    role. Of a pair, the answer that was chosen and the one that was rejected are both targets,
    which their title tells apart, and their topic where no column names one.
    """
    columns = _columns(source, table, form)
    for kind, message in remarks(columns, table.remark):
        yield Problem(source.name, None, kind, message)
    records = _Records(source, form, columns, f"{name} ({form.name})")
    for row in table.rows(columns.needed | form.columns):
        if isinstance(row, Problem):
            yield row
        else:
            yield from records.read(row)
    yield from records.rest()


def _columns(source: Source, table: Table, form: Form) -> Columns:
    names = [name for name in table.names if name not in form.columns]
    columns = guess(replace(table, names=names), source.options, has_text=False)
    title = Choice() if columns.title.is_identifier else columns.title
    fields = {
        name: columns.by_field[name] for name in ("language", "url") if name in columns.by_field
    }
    return replace(columns, title=title, by_field=fields)


class _Records:
    """Reads records, and counts what is wrong in them."""

    def __init__(self, source: Source, form: Form, columns: Columns, name: str) -> None:
        """Begin without any."""
        self._source, self._form, self._columns, self._name = source, form, columns, name
        self._left_out = new_count()
        self._unreadable = Named(source.name, "unreadable-cell")
        self._without_answer = 0
        self._empty = 0
        self._records = 0

    def read(self, row: Row) -> Iterator[Transcript | Problem]:
        """The rows of a record, or what is wrong with it."""
        exchange = exchange_of(self._form, row.cells, self._left_out)
        if exchange is None:
            message = f"The “{self._form.answers[0]}” of this record is no list of messages."
            yield from self._unreadable.problem(row.line, message)
            return
        self._records += 1
        self._without_answer += all(answer.target is None for answer in exchange.answers)
        for position, (turn, answer, is_target) in enumerate(_in_order(exchange), 1):
            yield self._transcript(row, turn, answer, position, is_target=is_target)

    def _transcript(
        self, row: Row, turn: Turn, answer: Answer | None, position: int, *, is_target: bool
    ) -> Transcript:
        transcript = described(self._source, row, self._columns)
        transcript.text = turn.text
        self._empty += turn.text is None
        transcript.prompt, transcript.position = row.number, position
        transcript.place = f"{row.number}.{position}"
        transcript.role = "target" if is_target else "shot"
        transcript.speaker = turn.speaker
        transcript.title = turn.title or transcript.title
        transcript.format = self._name
        if turn.speaker == SYSTEM:  # what all prompts may have is on no topic
            transcript.topic = transcript.topic_from = None
        if answer and answer.name and is_target:
            transcript.place = f"{row.number}.{answer.name}"
            transcript.speaker = transcript.title = answer.name
            transcript.topic = transcript.topic or answer.name
            transcript.topic_from = "column"
        return transcript

    def rest(self) -> Iterator[Problem]:
        """What was counted."""
        yield from self._unreadable.rest()
        source = self._source.name
        if self._without_answer:
            message = (
                f"{self._without_answer:,} of {self._records:,} chats have no answer of an "
                "assistant, and so no target: all that is said are shots."
            )
            yield Problem(source, None, "no-answer", message, self._without_answer)
        if self._empty:
            message = f"{self._empty:,} messages have no text. They were kept, without one."
            yield Problem(source, None, "empty-cell", message, self._empty)
        if total := self._left_out.total():
            kinds = ", ".join(f"{name} {n:,}" for name, n in self._left_out.most_common(8))
            message = f"{total:,} parts of messages are no text, and were left out: {kinds}."
            yield Problem(source, None, "left-out-parts", message, total)


def _in_order(exchange: Exchange) -> Iterator[tuple[Turn, Answer | None, bool]]:
    for turn in exchange.shots:
        yield turn, None, False
    for answer in exchange.answers:
        for turn in answer.shots:
            yield turn, answer, False
        if answer.target is not None:
            yield answer.target, answer, True
        for turn in answer.after:
            yield turn, answer, False
