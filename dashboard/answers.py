"""Answers to what pages ask: computed once, whoever asks, and kept in memory and on disk.

What is asked of a small corpus is answered at once. All else is the job of a worker; until it is
done, whoever asks is told by Pending, which `dashboard.waiting` shows in place of the answer.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dashboard import built, built_answers, exchange, measures, memory, tasks, waiting
from dashboard.jobs import Job
from dashboard.workers import Progress, Workers
from refrain import mapped, stored_folder
from refrain.code_version import code_version
from refrain.corpus import Corpus
from refrain.fragments import FragmentEngine
from refrain.tokens import Tokenizer

SMALL = 1_000_000
"""Characters of the texts of a corpus of which everything is answered at once: no worker could
open it much sooner."""


@dataclass(frozen=True)
class Answer:
    """What a task answered; `key` says to what, and `file` where it is kept, if it is."""

    key: str
    value: Any
    file: Path | None = None


@dataclass(frozen=True)
class Question:
    """What a task is asked of a corpus.

    `what` is being done, for people; `args` are what was chosen, and other answers; a kept answer
    is there at the next start too.
    """

    what: str
    task: Callable[..., Any]
    corpus: Corpus
    args: tuple[Any, ...]
    open_engine: Callable[[], FragmentEngine]
    workers: Workers
    is_kept: bool = False

    @cached_property
    def key(self) -> str:
        """Another for every answer that may differ."""
        said = [*named(self.corpus), *map(named, self.args)]
        digest = hashlib.blake2b(json.dumps(said).encode("ascii"), digest_size=16)
        return f"{self._name}-{digest.hexdigest()}"

    def answer(self) -> Any:
        """The answer, computed once for all who ask.

        Raises Pending while a worker computes it, and what the task raises.
        """
        return self.ask().value

    def ask(self) -> Answer:
        """The answer with its key and its file: see `answer`."""
        measures.ASKED.labels(self._name).inc()
        asked: Answer = shared(self.key, self.what, self._begin, self.belongs_to)
        return asked

    @property
    def belongs_to(self) -> str:
        """The mark of the upload that one of the corpora is, "" where none is."""
        return next((one.belongs_to for one in self._corpora if one.belongs_to), "")

    @property
    def _corpora(self) -> list[Corpus]:
        return [self.corpus, *(arg for arg in self.args if isinstance(arg, Corpus))]

    def _begin(self) -> Answer | Job[Answer]:
        stored = built_answers.answer(self.corpus, self._name, self.args)
        if stored is not None:
            return Answer(self.key, stored)
        if all(map(is_small, self._corpora)):
            opened = tasks.Opened(self.corpus, self.open_engine, built.of(self.corpus))
            values = [arg.value if isinstance(arg, Answer) else arg for arg in self.args]
            with measures.timed(measures.COMPUTED, self._name):
                return Answer(self.key, self.task(_unheard, opened, *values))
        kept = self._kept()
        if kept:
            measures.KEPT.labels(self._name).inc()
        return kept or Job(self._work, self.belongs_to)

    def _work(self, progress: Progress) -> Answer:
        with measures.timed(measures.COMPUTED, self._name):
            value = self.workers.run(
                progress,
                tasks.of_corpus,
                self.task,
                exchange.handed_over(self.corpus),
                exchange.folder_of_texts(self.corpus),
                tuple(_handed_over(arg) for arg in self.args),
                (self._place, self._said, self._about) if self.is_kept else None,
            )
        return self._kept() or Answer(self.key, value)

    @property
    def _name(self) -> str:
        return self.task.__name__

    @property
    def _place(self) -> Path:
        return exchange.folder_of_corpus(self.corpus) / f"{self.key}.answer"

    @property
    def _said(self) -> dict[str, str]:
        return {"key": self.key, "corpus": self.corpus.name, "code": code_version()}

    @property
    def _about(self) -> str:
        return f"{self.corpus.name}: {self._name.replace('_', ' ')}"

    def _kept(self) -> Answer | None:
        """The answer as it was kept, or None where none is kept that can be trusted."""
        if not self.is_kept or not stored_folder.is_kept(self._place, self._said):
            return None
        file = self._place / tasks.ANSWER
        try:
            return Answer(self.key, mapped.opened(file), file)
        except (OSError, ValueError, pickle.UnpicklingError):
            return None


def is_small(corpus: Corpus) -> bool:
    """Whether everything is answered about it at once."""
    return int(corpus.transcripts["chars"].sum()) <= SMALL


def shared(key: str, what: str, begin: Callable[[], Any], belongs_to: str = "") -> Any:
    """What `begin` gives, or the Job that it begins comes to, for all who ask by this key.

    Raises Pending while that `what` is being done, and what it raises; then the next to ask tries
    again. Raises EndedError where the upload that it `belongs_to`, if it does, has ended.
    """
    memory.raise_if_ended(belongs_to)
    waiting.raise_if_left(key, what)
    asked = _asked(key, begin, belongs_to)
    if isinstance(asked, Job) and asked.cancelled:
        _asked.clear(key, begin, belongs_to)
        asked = _asked(key, begin, belongs_to)
    if not isinstance(asked, Job):
        return asked
    try:
        return waiting.result(asked, key, what)
    finally:
        # A click ends the run that waits here as well, and the work goes on for the next one.
        if asked.done() and asked.error() is not None:
            _asked.clear(key, begin, belongs_to)
            memory.raise_if_ended(belongs_to)


@memory.remembered(1024, lambda key, begin, belongs_to: (belongs_to, key))
def _asked(key: str, begin: Callable[[], Any], belongs_to: str) -> Any:
    return begin()


def named(arg: Any) -> Any:
    """What tells an argument from any other, ready for JSON."""
    if isinstance(arg, Corpus):
        return [arg.name, arg.fingerprint]
    if isinstance(arg, tuple):
        return list(map(named, arg))
    return arg.key if isinstance(arg, (Answer, Tokenizer)) else repr(arg)


def _handed_over(arg: Any) -> Any:
    """An argument as a worker gets it: it opens the file of another answer, or corpus."""
    if isinstance(arg, Corpus):
        return tasks.Kept(exchange.handed_over(arg))
    if not isinstance(arg, Answer):
        return arg
    return tasks.Kept(arg.file) if arg.file else arg.value


def _unheard(stage: str, share: float) -> None:
    """Progress of what is done at once."""
