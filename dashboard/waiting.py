"""What is shown in the place of an answer that is not there yet: how far it is, and a way to leave.

A page is drawn as if every answer were there. Where one is not, Pending ends the `part` of the page
that asked for it, the rest is drawn, and when the answer has come, the page is drawn again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar
from uuid import uuid4

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.jobs import Job
from dashboard.workers import WAITING
from refrain.fragments.compact import NotBuiltError
from refrain.wording import percent

Result = TypeVar("Result")
MOMENT = 0.3
"""Seconds that the answers of a page may take together before it is shown how far they are."""
EVERY, SELDOM = 0.5, 2.0
"""Seconds after which the page asks again how far they are: at first, and when it did so often."""
WIDTH = 250
"""Pixels of a line of progress: with Stop beside it, it fits into a column."""
_BY_A_REQUEST = "a request"
"""The visitor that every request is: there is no telling whether it comes again."""
_patience: ContextVar[float | None] = ContextVar("patience", default=None)
"""Until when a request waits for its answers; None where there is none."""
_UNTIL, _LEFT, _SHOWN = "patient-until", "left-answers", "shown-answers"
_AGAIN, _RUNS = "run-for-an-answer", "runs-for-answers"


class Pending(Exception):
    """An answer that is not there yet, or that this visitor did not want to wait for."""

    def __init__(self, key: str, what: str, job: Job[Any] | None) -> None:
        """`what` is being done by the job; without one, the visitor left it."""
        super().__init__(what)
        self.key = key
        self.what = what
        self.job = job


def begin() -> None:
    """At the start of a run: its answers are waited for a moment, and each is shown once."""
    st.session_state[_UNTIL] = time.monotonic() + MOMENT
    st.session_state[_SHOWN] = set()
    for_an_answer = st.session_state.pop(_AGAIN, False)
    st.session_state[_RUNS] = st.session_state.get(_RUNS, 0) + 1 if for_an_answer else 0


def result(job: Job[Result], key: str, what: str) -> Result:
    """The result of a job, for whoever is not on a page once it is done.

    Raises Pending on a page that has waited for a moment, or in a request that has waited for its
    time, and what the job raised.
    """
    on_page = get_script_run_ctx(suppress_warning=True) is not None
    until = st.session_state.get(_UNTIL, time.monotonic() + MOMENT) if on_page else _patience.get()
    if until is not None and not job.done(max(until - time.monotonic(), 0)):
        job.wait(visitor() if on_page else _BY_A_REQUEST)
        raise Pending(key, what, job)
    return job.result()


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """While it lasts, a request waits so long for all its answers together: then Pending."""
    token = _patience.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _patience.reset(token)


def raise_if_left(key: str, what: str) -> None:
    """Raises Pending where this visitor did not want to wait for the answer."""
    on_page = get_script_run_ctx(suppress_warning=True) is not None
    if on_page and key in st.session_state.get(_LEFT, ()):
        raise Pending(key, what, None)


@contextmanager
def part(width: int = WIDTH) -> Iterator[None]:
    """A part of a page, which ends where it has to wait for an answer, or where a build has none:
    the rest is shown."""
    try:
        yield
    except Pending as pending:
        show(pending, width)
    except NotBuiltError as error:
        explain(error)


def explain(error: NotBuiltError) -> None:
    """Say once on a page that a build has no such answer, and how it can be had."""
    shown = st.session_state.setdefault(_SHOWN, set())
    if str(error) not in shown:
        shown.add(str(error))
        st.info(str(error), icon=":material/inventory_2:")


def show(pending: Pending, width: int = WIDTH) -> None:
    """How far an answer is, in a line of that width, and a way to leave it; or that it was left,
    and a way back."""
    shown = st.session_state.setdefault(_SHOWN, set())
    if pending.key in shown:
        st.markdown(f":gray[{pending.what}…]")
        return
    shown.add(pending.key)
    if pending.job is None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":gray[{pending.what} was stopped.]", width="content")
            _button("Go on", "play_arrow", f"resume-{pending.key}", _resume, pending.key)
    else:
        follow = st.fragment(_follow, run_every=_pause())
        follow(pending.key, pending.what, pending.job, width)


def _pause() -> float:
    """Seconds until it is asked again how far an answer is: the more often the page was drawn for
    an answer, the longer, so that answers which come one after another are drawn together."""
    runs: int = st.session_state.get(_RUNS, 0)
    return min(EVERY * (runs + 1), SELDOM)


def _follow(key: str, what: str, job: Job[Any], width: int) -> None:
    """How far it is, asked again and again, until the page can be drawn with the answer."""
    if job.done() or key in st.session_state.get(_LEFT, ()):
        st.session_state[_AGAIN] = True
        st.rerun()
        return
    job.wait(visitor())
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width=width):
            st.progress(min(max(job.share, 0.0), 1.0), f"{what}: {_how_far(job)}…")
        _button("Stop", "close", f"leave-{key}", _leave, key, job)


def _how_far(job: Job[Any]) -> str:
    """The share that is done, or how long it takes so far: a number that moves, in few words, for
    the line stays one."""
    if job.share:
        return percent(job.share)
    seconds = f"{time.monotonic() - job.began:.0f} s"
    return f"queued, {seconds}" if job.stage == WAITING else seconds


def visitor() -> str:
    """What tells this visitor from others who wait for the same."""
    name: str = st.session_state.setdefault("visitor", uuid4().hex)
    return name


def _button(label: str, icon: str, key: str, on_click: Callable[..., None], *args: Any) -> None:
    icon = f":material/{icon}:"
    st.button(label, key=key, icon=icon, type="tertiary", on_click=on_click, args=args)


def _leave(key: str, job: Job[Any]) -> None:
    st.session_state.setdefault(_LEFT, set()).add(key)
    job.leave(visitor())


def _resume(key: str) -> None:
    st.session_state[_LEFT].discard(key)
