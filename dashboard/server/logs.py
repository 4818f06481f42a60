"""What the server writes of what happens: who did what, and how long it took.

A line each on stderr: readable, or JSON where REFRAIN_LOG is `json`. Corpora are named, and filters
counted. No line has text of a transcript, what someone searches for, a secret or a cookie; nor has
the message of an error that nobody foresaw, for it may: its class and the lines of code say enough.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import traceback
from types import TracebackType
from typing import Any

from dashboard import events
from refrain.cli.output import visible

VARIABLE = "REFRAIN_LOG"
"""The environment variable that, set to json, asks for a line of JSON for each thing."""
_ALSO = ("streamlit", "uvicorn", "uvicorn.error")
"""The loggers of others that write in the same way."""
_LONGEST = 500
_MARK = re.compile(r"\(upload [0-9a-f]{10,}\)")


def begin() -> None:
    """Have all that this process logs written like this."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if os.environ.get(VARIABLE) == "json" else Readable())
    for name in ("refrain", *_ALSO):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
    events.LOG.setLevel(logging.INFO)
    # At INFO they have a line for each connection.
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).setLevel(logging.WARNING)


class Readable(logging.Formatter):
    """`2026-11-29 12:00:00 info page opened who="anna@example.org" page="keywords"`."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever is in a name; and the lines of code of an error."""
        when = self.formatTime(record, "%Y-%m-%d %H:%M:%S")
        facts = [f" {name}={_quoted(value)}" for name, value in _facts(record).items()]
        said = visible(_message(record)).replace("\n", "\\n")
        line = f"{when} {record.levelname.lower()} {said}{''.join(facts)}"
        return "\n".join([line, *_where(record)])


class Json(logging.Formatter):
    """The same as an object of JSON in ASCII."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        said = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "what": _message(record),
            **_facts(record),
        }
        where = _where(record)
        return json.dumps({**said, "where": where} if where else said, default=str)


def _message(record: logging.LogRecord) -> str:
    return _shown(record.getMessage())


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    facts: dict[str, Any] = getattr(record, "facts", {})
    return {
        name: _shown(value) if isinstance(value, str) else value for name, value in facts.items()
    }


def _shown(text: str) -> str:
    """The beginning of a text, without the marks that are all it takes to open an upload."""
    return _MARK.sub("(upload)", text)[:_LONGEST]


def _quoted(value: Any) -> str:
    return visible(json.dumps(value, ensure_ascii=False, default=str))


def _where(record: logging.LogRecord) -> list[str]:
    """The class of an error and the lines of code that led to it, without its message."""
    kind, _, trace = record.exc_info or (None, None, None)
    return _frames(kind, trace) if kind else []


def _frames(kind: type[BaseException], trace: TracebackType | None) -> list[str]:
    frames = [
        f"  {frame.filename}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return ["Traceback (most recent call last):", *frames, kind.__name__]
