"""What a visitor sees of a corpus on its way: nothing yet, loading, cancelled, failed, loaded."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import corpora, waiting
from refrain import loader
from refrain.errors import UnreadableError
from refrain.loader import stored
from tests.pages.app import ROUTER, words

PATIENCE = 30


class Gate:
    """Loads of the corpus `talks` stand still, 25% read, until they are let through."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.reached = threading.Event()
        self.stopped = threading.Event()
        self.loads = 0
        self.fail: Exception | None = None

    def kept(self, path, options, cache):
        return None

    def load(self, path, options, progress, cache):
        self.loads += 1
        try:
            progress("show/1.txt", 0.0)
            progress("show/2.txt", 0.25)
            self.reached.set()
            while not self.open.wait(0.01):
                progress("show/2.txt", 0.25)
        except BaseException:
            self.stopped.set()
            raise
        if self.fail:
            raise self.fail
        return loader.load(path, options)


@pytest.fixture
def gate(tmp_path, monkeypatch) -> Iterator[Gate]:
    gate = Gate()
    folder = tmp_path / "talks"
    (folder / "show").mkdir(parents=True)
    for n in (1, 2):
        (folder / "show" / f"{n}.txt").write_text(f"number {n} said this " * 50)
    monkeypatch.setenv("REFRAIN_DATA", str(folder))
    monkeypatch.setattr(waiting, "MOMENT", 0)
    monkeypatch.setattr(corpora, "loader", gate)
    # The stamp of a file that was just written is another two seconds later.
    monkeypatch.setattr(stored, "stamp", str)
    yield gate
    gate.open.set()


def visit(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def press(app: AppTest, label: str) -> None:
    (button,) = [button for button in app.main.button if button.label == label]
    button.click().run()


def wait_for_load() -> None:
    assert corpora.loading("talks").done(PATIENCE)


def test_while_it_loads_the_page_says_what_is_read_how_far_and_offers_to_cancel(gate):
    visit(corpus="talks")
    assert gate.reached.wait(PATIENCE)
    app = visit(corpus="talks")
    said = words(app)
    assert "Loading talks" in said
    assert "show/2\\.txt" in said
    assert "25% of 1.9 kB, 2 files so far" in said
    assert [button.label for button in app.main.button] == ["Cancel"]
    # The picker and the upload work meanwhile.
    assert app.sidebar.selectbox[0].value == "talks"
    assert len(app.sidebar.file_uploader) == 2


def test_when_it_is_loaded_the_page_is_there(gate):
    app = visit(corpus="talks")
    gate.open.set()
    wait_for_load()
    app.run()
    assert "What is here, and what is wrong with it?" in words(app)


def test_two_visitors_share_a_load_and_one_who_cancels_does_not_stop_the_other(gate):
    one, other = visit(corpus="talks"), visit(corpus="talks")
    assert gate.reached.wait(PATIENCE)
    press(one, "Cancel")
    one.run()
    assert "Loading was cancelled." in words(one)
    assert "Loading talks" in words(other.run())
    gate.open.set()
    wait_for_load()
    assert "What is wrong" in words(other.run())
    assert gate.loads == 1


def test_a_load_for_which_nobody_waits_any_more_stops_and_can_be_started_again(gate):
    app = visit(corpus="talks")
    assert gate.reached.wait(PATIENCE)
    press(app, "Cancel")
    assert gate.stopped.wait(PATIENCE)
    app.run()
    assert "Loading was cancelled." in words(app)
    assert gate.loads == 1
    gate.open.set()
    press(app, "Start again")
    wait_for_load()
    assert "What is wrong" in words(app.run())
    assert gate.loads == 2


def test_a_visitor_who_cancelled_can_look_at_another_corpus_and_the_next_begins_anew(gate):
    app = visit(corpus="talks")
    assert gate.reached.wait(PATIENCE)
    press(app, "Cancel")
    app.run()
    gate.open.set()
    app.sidebar.selectbox[0].set_value("sources").run()
    assert corpora.loading("sources").done(PATIENCE)
    assert "sources" in words(app.run())
    app.sidebar.selectbox[0].set_value("talks").run()
    wait_for_load()
    assert "What is wrong" in words(app.run())


def test_a_load_that_failed_says_why_and_can_be_tried_again(gate):
    gate.fail = UnreadableError("talks cannot be read: check *that* it is there.")
    gate.open.set()
    app = visit(corpus="talks")
    wait_for_load()
    app.run()
    assert "talks cannot be read" in words(app)
    assert "\\*that\\*" in words(app)
    gate.fail = None
    press(app, "Try again")
    wait_for_load()
    assert "What is wrong" in words(app.run())


def test_what_nobody_foresaw_is_a_message_too(gate):
    gate.fail = MemoryError("too large")
    gate.open.set()
    app = visit(corpus="talks")
    wait_for_load()
    app.run()
    assert "Something went wrong here" in words(app)
    assert not app.exception


def test_where_there_is_nothing_to_pick_it_is_said_what_can_be_dropped(monkeypatch):
    monkeypatch.setattr(corpora, "offered", dict)
    app = visit()
    assert "Drop transcripts" in words(app)
    assert "Drop transcripts" in "\n".join(text.value for text in app.sidebar.markdown)
