"""When an upload ends, nothing that was made of it stays: in memory, on disk, or in a process."""

from __future__ import annotations

import gc
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from pandas.core.arrays import ArrowExtensionArray

from dashboard import answers, cached, corpora, exchange, memory, workers
from dashboard.jobs import CancelledError
from dashboard.loading import Loading
from refrain.corpus import Corpus
from refrain.figures.clouds import Cloud
from refrain.fragments import DEFAULT
from refrain.sameness import label_key
from tests.builders import dump, english

SAID = "zymurgical"
"""A word that is in what the tests here upload, and nowhere else."""


def upload(seed: int, said: str = "") -> str:
    """The name of an upload of a text of its own."""
    talk = f"{english(seed, 60)} {said} {english(seed, 60)}"
    prompt = [(f"Shot: {said} a", talk), ("Target: b", english(seed + 1, 60))]
    return corpora.UPLOADS.add("talk.txt", {"talk.txt": dump(prompt, prompt).encode()})


def left_in_memory(mark: str) -> list[object]:
    """What Python can reach that has the word, is a corpus of the upload, or maps a file of it."""
    gc.unfreeze()
    gc.collect()
    found: list[object] = []
    for thing in gc.get_objects():
        if isinstance(thing, Corpus) and thing.belongs_to == mark:
            found.append(thing.name)
        if isinstance(thing, ArrowExtensionArray) and _has_it(thing._pa_array):
            found.append(type(thing))
        if type(thing) in (dict, list, tuple):
            values = [*thing, *thing.values()] if type(thing) is dict else thing
            found += [type(thing) for value in values if _is_said(value)]
    maps = Path("/proc/self/maps")
    if maps.exists():
        found += [line for line in maps.read_text().splitlines() if mark in line]
    return found


def _has_it(array: pa.ChunkedArray) -> bool:
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        return bool(pc.any(pc.match_substring(array, SAID)).as_py())
    return SAID in str(array.to_pylist())


def _is_said(value: object) -> bool:
    if type(value) is bytes:
        return SAID.encode() in value
    # Not the names and code of this module, and what pytest has of it.
    return type(value) is str and SAID in value and value != SAID and "SAID" not in value


def cloud(corpus: Corpus) -> Cloud:
    """A picture with words of an upload in it."""
    return Cloud.of({f"{SAID}!": 1.0, "b": 2.0}, "#123456", width=300, height=200)


def ask_all(name: str) -> None:
    """Ask about an upload, about what filters leave of it, and with suggested topics."""
    corpus = corpora.load(name)
    filtered = cached.selected(corpus, ("b",), ())
    assert filtered.belongs_to == corpus.belongs_to
    for each in (corpus, filtered):
        assert len(cached.shares(each, DEFAULT))
    cached.fragments(corpus, DEFAULT, 5)
    if answers.SMALL:
        suggested, _ = cached.with_suggestion(corpus, 2, ("x", "y")) or (corpus, None)
        assert suggested.belongs_to == corpus.belongs_to
        cached.timing(suggested)
    cached.once(cloud, corpus)
    assert label_key(f"{SAID} a")


@pytest.mark.parametrize("small", [answers.SMALL, 0], ids=["at once", "by workers"])
def test_after_the_end_neither_disk_nor_memory_has_anything_of_an_upload(monkeypatch, small):
    name, other = upload(1, SAID), upload(3)
    kept = cached.shares(corpora.load(other), DEFAULT)
    monkeypatch.setattr(answers, "SMALL", small)
    mark = corpora.UPLOADS.upload(name).mark
    ask_all(name)
    folder = exchange.temporary(mark)
    # What looks for it finds it while it is there.
    found = left_in_memory(mark)
    assert len(found) > 3
    if not small:
        assert {".corpus", ".answer", ".fragments"} <= {path.suffix for path in folder.iterdir()}
        assert any(mark in line for line in found if isinstance(line, str))
    corpora.UPLOADS.end(name)
    assert not folder.exists()
    assert not list(exchange.temporary().rglob(f"*{mark}*"))
    assert left_in_memory(mark) == []
    assert not any(each._idle for each in (workers.LONG, workers.QUICK))
    assert cached.shares(corpora.load(other), DEFAULT) is kept
    corpora.UPLOADS.end(other)


def test_the_end_of_one_upload_leaves_what_others_asked():
    name, other = upload(11), upload(13)
    corpora.load(name)
    kept = cached.timing(corpora.load(other)), cached.timing(corpora.load("sample.txt"))
    corpora.UPLOADS.end(name)
    again = cached.timing(corpora.load(other)), cached.timing(corpora.load("sample.txt"))
    assert all(one is two for one, two in zip(kept, again, strict=True))
    corpora.UPLOADS.end(other)


def _index(corpus: Corpus, errors: list[BaseException]) -> None:
    try:
        cached.index(corpus)
    except BaseException as error:
        errors.append(error)


def test_work_on_an_upload_stops_with_it_and_none_is_begun_after(monkeypatch):
    begun, stopped = threading.Event(), threading.Event()

    def run(progress, *_):
        begun.set()
        try:
            while True:
                progress("reading", 0.5)
                time.sleep(0.01)
        finally:
            stopped.set()

    name = upload(21)
    mark = corpora.UPLOADS.upload(name).mark
    corpus = corpora.load(name)
    monkeypatch.setattr(answers, "SMALL", 0)
    monkeypatch.setattr(cached.LONG, "run", run)
    waiting = threading.Thread(target=_index, args=(corpus, errors := []))
    waiting.start()
    assert begun.wait(30)
    corpora.UPLOADS.end(name)
    assert stopped.is_set()
    waiting.join(30)
    assert [type(error) for error in errors] == [memory.EndedError]
    # Someone has a page of it open still.
    with pytest.raises(memory.EndedError):
        cached.index(corpus)
    with pytest.raises(memory.EndedError):
        cached.timing(corpus)
    with pytest.raises(CancelledError):
        Loading(lambda progress: pytest.fail("it is read"), lambda: 0, mark).result()
    assert cached.selected(corpus, ("b",), ()) is not cached.selected(corpus, ("b",), ())
    assert not exchange.temporary(mark).exists()
    with pytest.raises(KeyError):
        corpora.load(name)


def test_an_answer_that_was_being_computed_at_the_end_is_not_kept(monkeypatch):
    name = upload(31)
    corpus = corpora.load(name)

    def select(self, topics, roles):
        corpora.UPLOADS.end(name)
        return self

    monkeypatch.setattr(Corpus, "select", select)
    cached.selected(corpus, ("b",), ())
    assert not any(key[0] == corpus.belongs_to for key in cached.selected._answers)
