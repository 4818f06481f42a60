"""What a worker answers is what is answered at once; it is kept, for whom it may be, and no longer
than it is true."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal, assert_series_equal
from streamlit.runtime.scriptrunner import StopException

from dashboard import answers, cached, corpora, exchange
from dashboard.tasks import KeywordOptions
from refrain import audit, loader
from refrain.fragments import DEFAULT, RepeatQuery
from refrain.partial_table import PartialTable
from tests.builders import SAMPLE, corpus_of

OPTIONS = KeywordOptions("log_odds", 2, None, ("en",), (), True, 20)


@pytest.fixture(scope="module")
def sample():
    return loader.load(SAMPLE)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """What is kept is kept here, and nothing is remembered of what other tests asked."""
    monkeypatch.setenv("REFRAIN_CACHE", str(tmp_path / "cache"))
    answers._asked.clear()
    return tmp_path / "cache"


@pytest.fixture
def large(cache, monkeypatch):
    """Every corpus is too large to be answered about at once."""
    monkeypatch.setattr(answers, "SMALL", 0)


def asked(corpus):
    """Every answer about a corpus, by its name."""
    a, b = corpus.texts["text_id"][:2]
    fragments = tuple(cached.fragments(corpus, DEFAULT, 5).rows["fragment"])
    topics = tuple(corpus.topics[:2])
    questions = {
        "files": lambda: cached.files(corpus),
        "timing": lambda: cached.timing(corpus),
        "findings": lambda: cached.findings(corpus),
        "savings": lambda: cached.savings(corpus, DEFAULT),
        "shares": lambda: cached.shares(corpus, RepeatQuery(10, ("shared",))),
        "first_repeats": lambda: cached.first_repeats(corpus, DEFAULT),
        "coverage_map": lambda: cached.coverage_map(corpus, DEFAULT, (0, 1)),
        "place_to_read": lambda: cached.place_to_read(corpus, DEFAULT, a, (0, 100)),
        "incidence": lambda: cached.incidence(corpus, DEFAULT, 5),
        "matches": lambda: cached.matches(corpus, a, b, DEFAULT),
        "overlap": lambda: cached.overlap(corpus, DEFAULT, (a, b)),
        "highlights": lambda: cached.highlights(corpus, a, DEFAULT),
        "counterparts": lambda: cached.counterparts(corpus, a, DEFAULT, 10),
        "seams": lambda: cached.seams(corpus),
        "cuts": lambda: cached.cuts(corpus, fragments, "first"),
        "sizes_without": lambda: cached.sizes_without(corpus, fragments, "first", None),
        "lines": lambda: cached.lines(corpus, "the", 10, topics),
        "languages": lambda: cached.languages(corpus),
        "keyness": lambda: cached.keyness(corpus, OPTIONS, topics, 10),
        "comparison": lambda: cached.comparison(corpus, OPTIONS, *topics),
        "suggestion": lambda: cached.suggestion(corpus, 3).topics,
    }
    return {name: ask() for name, ask in questions.items()} | {"report": cached.report(corpus)}


def assert_alike(one, other):
    if isinstance(one, PartialTable):
        assert one.total == other.total
        one, other = one.rows, other.rows
    if isinstance(one, pd.DataFrame):
        assert_frame_equal(one, other)
    elif isinstance(one, pd.Series):
        assert_series_equal(one, other)
    elif hasattr(one, "tolist"):
        assert one.tolist() == other.tolist()
    else:
        assert one == other


def test_a_worker_answers_every_question_as_it_is_answered_at_once(sample, cache, monkeypatch):
    at_once = asked(sample)
    monkeypatch.setattr(answers, "SMALL", 0)
    answers._asked.clear()
    by_worker = asked(sample)
    for name, answer in at_once.items():
        assert_alike(by_worker[name], answer)


class NoWorkersError(Exception):
    pass


@pytest.fixture
def without_workers(monkeypatch):
    def refuse():
        def run(*args):
            raise NoWorkersError

        answers._asked.clear()
        monkeypatch.setattr("dashboard.workers.Workers.run", run)

    return refuse


def test_what_was_answered_before_is_there_at_the_next_start(large, without_workers):
    corpus = corpora.load("sample.txt")
    before = cached.findings(corpus), cached.seams(corpus), cached.timing(corpus)
    assert cached.fragments(corpus, DEFAULT, 5).total
    without_workers()
    after = cached.findings(corpus), cached.seams(corpus), cached.timing(corpus)
    for one, other in zip(before, after, strict=True):
        assert_frame_equal(one, other)
    with pytest.raises(NoWorkersError):
        cached.fragments(corpus, DEFAULT, 5)  # soon computed again, and asked in a thousand ways


def test_of_another_corpus_or_other_code_nothing_kept_is_taken(large, without_workers, monkeypatch):
    corpus = corpora.load("sample.txt")
    check = audit.CHECKS[0]
    cached.found(corpus, check)
    without_workers()
    with pytest.raises(NoWorkersError):
        cached.found(corpus.select(corpus.topics[:1]), check)
    answers._asked.clear()
    monkeypatch.setattr(answers, "code_version", lambda: "other")
    with pytest.raises(NoWorkersError):
        cached.found(corpus, check)


def test_what_a_visitor_uploads_is_not_kept_beyond_the_server(large, cache):
    name = corpora.UPLOADS.add("talk.txt", {"talk.txt": b"said here and nowhere else " * 40})
    corpus = corpora.load(name)
    assert len(cached.shares(corpus, DEFAULT)) == 1
    assert cached.timing(corpus).empty
    assert not cache.exists() or not list(cache.iterdir())
    assert list(exchange.temporary().rglob("*.answer"))


def test_an_index_is_built_once_whoever_asks_meanwhile(large, monkeypatch):
    # Of words that no other test has: its index is not kept yet.
    corpus = corpus_of("one two three", "asked for by four at once")
    gate, builds = threading.Event(), []
    run = cached.LONG.run

    def wait_and_run(progress, function, *args):
        builds.append(function)
        gate.wait(60)
        return run(progress, function, *args)

    monkeypatch.setattr(cached.LONG, "run", wait_and_run)
    with ThreadPoolExecutor(4) as pool:
        several = [pool.submit(cached.index, corpus) for _ in range(4)]
        gate.set()
        found = {id(each.result()) for each in several}
    assert len(builds) == len(found) == 1


def test_work_that_failed_is_tried_again(large, monkeypatch):
    corpus = corpus_of("one two three", "fails at first")
    with monkeypatch.context() as patch:
        patch.setattr(cached.LONG, "run", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            cached.index(corpus)
    assert cached.index(corpus).word_counts.sum() == 6


def test_a_click_while_a_page_waits_leaves_the_work_to_the_next_run(large, monkeypatch):
    corpus = corpus_of("one two three", "waited for in two runs")
    begun = []
    run = cached.QUICK.run
    monkeypatch.setattr(cached.QUICK, "run", lambda *args: begun.append(args) or run(*args))
    with monkeypatch.context() as patch:
        patch.setattr(answers.waiting, "result", lambda *args: stop_the_run())
        with pytest.raises(StopException):
            cached.timing(corpus)
    assert cached.timing(corpus).empty
    assert len(begun) == 1


def stop_the_run():
    """What Streamlit raises where a person clicks."""
    raise StopException
