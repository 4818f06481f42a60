"""A page shows what it knows, says how far the rest is, and can be left to itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from html import escape

import pytest

from dashboard import answers, cached, corpora, waiting
from dashboard.workers import Workers
from refrain import audit, loader
from tests.builders import SAMPLE
from tests.pages.app import open_page, words

WORKERS = Workers(2)
"""Their processes are shared by the tests here."""


class Gate:
    """Workers whose work stands still, 25% done, until it is let through."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.stopped = threading.Event()

    def run(self, progress, function, *args):
        try:
            while not self.open.wait(0.01):
                progress("finding words", 0.25)
        except BaseException:
            self.stopped.set()
            raise
        return WORKERS.run(progress, function, *args)


@pytest.fixture
def gate(tmp_path, monkeypatch) -> Iterator[Gate]:
    """Every corpus is too large to be answered about at once, and nobody waits for a moment."""
    gate = Gate()
    monkeypatch.setenv("REFRAIN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cached, "LONG", gate)
    monkeypatch.setattr(cached, "QUICK", gate)
    answers._asked.clear()
    cached.loading.clear()
    corpora.load("sample.txt")
    monkeypatch.setattr(answers, "SMALL", 0)
    monkeypatch.setattr(waiting, "MOMENT", 0)
    yield gate
    gate.open.set()
    answers._asked.clear()


def progress(app) -> str:
    return "\n".join(bar.proto.text for bar in app.main.get("progress"))


def test_the_overview_has_counts_and_table_before_anything_was_looked_for(gate):
    app = open_page("overview", corpus="sample.txt")
    assert [metric.label for metric in app.metric][:2] == ["Prompts", "Transcripts"]
    assert len(app.dataframe) == 1
    assert f"Checks done: 0 of {len(audit.CHECKS)}." in words(app)
    end = time.monotonic() + 30
    while "Looking for repeats: 25%…" not in progress(app):
        assert time.monotonic() < end
        app.run()
    assert "Nothing was found: files and labels" not in words(app)


def test_what_is_known_is_listed_while_the_rest_is_looked_for(gate, monkeypatch):
    app = open_page("overview", corpus="sample.txt")
    monkeypatch.setattr(waiting, "MOMENT", 60)
    gate.open.set()
    app.run()
    assert "Checks done" not in words(app)
    assert "warning" in words(app)
    assert not progress(app)


@pytest.mark.parametrize("page", ["fragments", "keywords", "clean", "reader", "lengths", "topics"])
def test_every_page_says_what_it_waits_for_and_is_complete_in_the_end(gate, page, monkeypatch):
    app = open_page(page, corpus="sample.txt")
    assert app.title
    gate.open.set()
    monkeypatch.setattr(waiting, "MOMENT", 60)
    app.run()
    assert not progress(app)
    assert not app.exception
    assert not app.error


def test_the_reader_has_the_text_before_anything_was_looked_for(gate):
    app = open_page("reader", corpus="sample.txt")
    (text,) = [html.proto.body for html in app.main.get("html") if "reading" in html.proto.body]
    begins = loader.load(SAMPLE).texts["text"][0].lstrip()[:20]
    assert escape(begins) in text
    assert "<mark" not in text
    assert "Looking for repeats" in progress(app)


def test_work_that_nobody_waits_for_stops_and_can_be_gone_on_with(gate, monkeypatch):
    app = open_page("clean", corpus="sample.txt")
    (stop,) = [button for button in app.main.button if button.label == "Stop"]
    stop.click().run()
    assert gate.stopped.wait(30)
    app.run()
    assert "Looking for repeats was stopped." in words(app)
    gate.open.set()
    monkeypatch.setattr(waiting, "MOMENT", 60)
    (go_on,) = [button for button in app.main.button if button.label == "Go on"]
    go_on.click().run()
    assert "stopped" not in words(app)
    assert "would remove" in words(app) or "Nothing would be cut" in words(app)
