"""An index is built once for all who want it, and one that failed is tried again."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard import building, cached
from refrain.fragments import FragmentIndex
from tests.builders import corpus_of


@pytest.fixture
def gate(monkeypatch):
    """Builds wait for this event; `builds` counts them, and `fail` holds what they raise."""

    class Gate(threading.Event):
        builds = 0
        fail: Exception | None = None

    event = Gate()

    def opened_or_built(transcripts, folder, progress):
        event.builds += 1
        progress("finding words", 0.0)
        event.wait()
        if event.fail:
            raise event.fail
        return FragmentIndex.build(transcripts, progress)

    monkeypatch.setattr(building, "opened_or_built", opened_or_built)
    yield event
    event.set()


def test_an_index_is_built_once_whoever_asks_meanwhile(gate):
    corpus = corpus_of("one two three", "asked for by four at once")
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(cached.index, corpus) for _ in range(4)]
        gate.set()
        found = {id(each.result()) for each in asked}
    assert gate.builds == 1
    assert found == {id(cached.index(corpus))}


def test_a_build_that_failed_is_tried_again(gate):
    corpus = corpus_of("one two three", "fails at first")
    gate.set()
    gate.fail = MemoryError("too large")
    with pytest.raises(MemoryError):
        cached.index(corpus)
    gate.fail = None
    assert cached.index(corpus).word_counts.sum() == 6
    assert gate.builds == 2
