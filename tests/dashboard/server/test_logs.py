"""A line says who did what; whatever is in a name, it is one line, without text of a transcript."""

from __future__ import annotations

import json
import logging
import re
import sys

import pytest

from dashboard import events, visitors
from dashboard.rules import Visitor
from dashboard.server import logs

HOSTILE = '\n2026-01-01 info sign-in accepted\r\x1b[2J\x9b31m\u202egpj.exe\u2028\0\ud800 "quoted"'
# What ends a line or is an order to a terminal or its text.
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture(params=[logs.Json, logs.Readable])
def written(request):
    """What is written while a test goes on."""
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    handler = Kept()
    handler.setFormatter(request.param())
    events.LOG.addHandler(handler)
    level = events.LOG.level
    events.LOG.setLevel(logging.INFO)
    yield lines
    events.LOG.removeHandler(handler)
    events.LOG.setLevel(level)


def test_a_hostile_name_stays_in_its_line(written):
    with visitors.requesting(Visitor("1", HOSTILE)):
        events.event("page opened", corpus=HOSTILE)
    # Not by the logger: pytest would take it down, and processes of tests cannot hand that over.
    record = {"msg": "%s", "args": (HOSTILE,), "levelname": "WARNING"}
    events.LOG.handlers[-1].handle(logging.makeLogRecord(record))
    assert len(written) == 2
    assert not [line for line in written if OBEYED.search(line)]
    assert "page opened" in written[0]


def test_json_has_who_and_what_as_they_are():
    record = logging.makeLogRecord({"msg": "page opened", "levelname": "INFO"})
    record.facts = {"who": "anna@example.org", "corpus": "Ä\n", "filters": 2}
    said = json.loads(logs.Json().format(record))
    assert said.pop("time")
    assert said == {"level": "info", "what": "page opened", **record.facts}


def test_an_unforeseen_error_is_told_by_its_place_and_not_by_what_it_says(written):
    try:
        raise KeyError("what somebody said in confidence")
    except KeyError:
        events.LOG.error("unexpected error on a page", exc_info=sys.exc_info())
    assert "KeyError" in written[0]
    assert f"{__name__.rpartition('.')[2]}.py" in written[0]
    assert "confidence" not in written[0]


def test_what_opens_an_upload_is_in_no_line(written):
    name = "talk.txt (upload 0123456789abcdef0123456789abcdef)"
    events.event("page opened", corpus=name)
    events.LOG.warning("%s cannot be read", name)
    assert "0123456789" not in "".join(written)
    assert all("talk.txt (upload)" in line for line in written)


def test_a_download_belongs_to_who_was_shown_it(written):
    with visitors.requesting(Visitor("1", "anna@example.org")):
        make = events.downloaded("talk-cleaned.csv", lambda: b"text")
    assert make() == b"text"
    assert "anna@example.org" in written[0]
    assert "talk-cleaned.csv" in written[0]
