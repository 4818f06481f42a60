"""What is kept is not walked when a run's garbage is collected, and what is dropped is freed."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from threading import Timer

import pytest

from dashboard import corpora, garbage
from tests.builders import dump, english


class Circle:
    """Refers to itself, so that only a garbage collection frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def thawed(monkeypatch):
    """Waits for no earlier settling, and leaves nothing frozen to the tests that follow."""
    for timer in timers():  # of other tests
        timer.cancel()
    garbage._PLAN = garbage._Plan()
    monkeypatch.setattr(garbage, "EVERY", 0.0)
    yield
    for timer in timers():
        timer.join()
    gc.unfreeze()


def timers() -> list[Timer]:
    """Those of settling: the end of an upload has one, too, which takes a day."""
    running = [thread for thread in threading.enumerate() if isinstance(thread, Timer)]
    return [timer for timer in running if timer.function is garbage.settle_now]


def eventually(happens) -> bool:
    """Whether it happens within some seconds."""
    end = time.monotonic() + 20
    while not happens() and time.monotonic() < end:
        time.sleep(0.01)
    return happens()


def walked(thing: object) -> bool:
    """Whether a garbage collection comes past a thing."""
    return any(other is thing for other in gc.get_objects())


def test_what_is_there_when_it_settles_is_walked_no_more_and_what_comes_after_is():
    kept = Circle()
    assert walked(kept)
    garbage.settle()
    assert eventually(lambda: not walked(kept))
    assert walked(Circle())


def test_a_loaded_corpus_is_walked_no_more():
    prompt = [("Shot: a", english(1, 30)), ("Target: b", english(2, 30))]
    name = corpora.UPLOADS.add("kept.txt", {"kept.txt": dump(prompt).encode()})
    transcripts = corpora.load(name).transcripts
    assert eventually(lambda: not walked(transcripts))


def test_what_is_dropped_is_freed_when_something_else_is_kept():
    circle = Circle()
    dropped = weakref.ref(circle)
    garbage.settle_now()
    assert not walked(circle)
    del circle
    gc.collect()
    assert dropped() is not None  # frozen: a collection alone does not see it
    garbage.settle()
    assert eventually(lambda: dropped() is None)


def test_several_things_that_are_kept_at_once_are_settled_together(monkeypatch):
    monkeypatch.setattr(garbage, "EVERY", 1000.0)
    garbage.settle_now()
    for _ in range(50):
        garbage.settle()
    (timer,) = timers()
    timer.cancel()
