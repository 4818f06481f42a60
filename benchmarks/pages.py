"""How long a page takes to show, and a filter to take effect, beside an empty Streamlit app.

    ./dev bench pages [--pages fragments,reader] [--runs 5] [PATH ...]

The corpora are those of the paths, or the sample, and a generated one of TEXTS transcripts. A first
paint is from the address being entered, in a browser that has been there before, to the heading of
the page; it is complete at the moment it has settled and its pictures are drawn. A change is from a
key press or click to such a moment.
What is computed once is there: each page is seen complete before it is measured.
The times of a machine say little, so each is given as a ratio to what an app with nothing but a
title, a slider and a table of two rows takes for the same in the same run. Medians of RUNS.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.planted import WORDS_A_TEXT, generated
from browser import SETTLED, Server, first_cell, launched

RUNS = 5
TEXTS = 2_000
PAGES = ("", "topics", "lengths", "fragments", "keywords", "search", "clean", "reader")
PHRASES = ("of the", "open source", "going to", "a lot of", "thank you", "right now", "I think")
"""No phrase twice: the second time, its lines are kept."""
Act = Callable[[Page], None]
MOVE: Act = lambda page: page.get_by_role("slider").first.press("ArrowRight")  # noqa: E731
FILTER: Act = lambda page: page.get_by_role("button", name="shot").click()  # noqa: E731
# What the server wrote, without the widgets, which change before it cached.
ANSWER = (
    "[...document.querySelectorAll('[data-testid=stMarkdown], [data-testid=stMetric]')]"
    ".map(element => element.innerText).join()"
)
WAITS = "document.querySelector('[data-testid=stProgress]') !== null"
"""JavaScript that is true while a part of the page is not there yet."""
PATIENCE = 1200.0
"""Seconds that a page may take to be complete, the first time."""
HEAD = ("Corpus", "What", "Refrain, s", "Empty app, s", "Ratio", "KB sent")
# Nothing is left to draw: an idle moment of (nearly) the 50 ms that a browser gives at most.
IDLE = """() => new Promise(done => {
    const look = idle => idle.timeRemaining() > 40 ? done() : requestIdleCallback(look);
    requestIdleCallback(look);
})"""
EMPTY = """
import streamlit as st
st.title("Empty")
st.slider("Slider", 5, 100, 20, key="min_words", bind="query-params")
roles = ["shot", "target"]
role = st.pills("Roles", roles, selection_mode="multi", key="role", bind="query-params")
table = st.dataframe({"a": [1, 2]}, on_select="rerun", selection_mode="single-cell")
st.write(f"now {st.session_state.min_words} {role} {table.selection.cells}")
"""


def main() -> None:
    """Measure both apps, turn and turn about, and print the ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--pages", default=",".join(PAGES), type=lambda names: names.split(","))
    parser.add_argument("--runs", default=RUNS, type=int)
    asked = parser.parse_args()
    data = [path.resolve() for path in asked.paths]
    names = [path.name for path in data] or ["sample.txt"]
    with launched() as chromium, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "empty.py").write_text(EMPTY)
        with (
            Server(folder / "refrain.txt", *data, write_generated(folder)) as refrain,
            Server(folder / "empty.txt", app=folder / "empty.py") as empty,
        ):
            page = chromium.new_page(viewport={"width": 1400, "height": 900})
            page.set_default_timeout(180_000)
            corpora = [*names, "generated"]
            measure(page, refrain.url, empty.url, corpora, asked.pages, asked.runs)


def measure(
    page: Page, refrain: str, empty: str, names: list[str], pages: list[str], runs: int
) -> None:
    """Print the rows of every corpus, each once it is measured."""
    print_row(*HEAD)
    for name in names:
        measure_corpus(page, (refrain, empty), name, pages, runs)


def measure_corpus(
    page: Page, urls: tuple[str, str], name: str, pages: list[str], runs: int
) -> None:
    """The rows of one corpus."""
    refrain, empty = urls
    fragments, search = (f"{refrain}/{place}?corpus={name}" for place in ("fragments", "search"))
    pairs = {
        "slider moved": (acting(fragments, MOVE), acting(empty, MOVE)),
        "row clicked, to the passage": (
            clicking(fragments, ".transcript"),
            clicking(empty, "body"),
        ),
        "phrase searched": (searching(search), acting(empty, MOVE)),
    }
    for place in pages:
        address = f"{refrain}/{place}?corpus={name}"
        until_complete(page, address)
        sent = bytes_sent(page, address)
        for what, until in {"first paint": headed, "complete": settle}.items():
            both = paint(address, until), paint(empty, until)
            row(name, f"/{place}: {what}", *in_turn(page, runs, *both), sent)
    until_complete(page, fragments)
    if page.get_by_role("button", name="shot").count():
        pairs["filter set"] = acting(fragments, FILTER), acting(empty, FILTER)
    for what, both in pairs.items():
        row(name, what, *in_turn(page, runs, *both))


def write_generated(folder: Path) -> Path:
    """The corpus of the fragment benchmark, as files: a folder for each hundred of its texts."""
    path = folder / "generated"
    texts, _ = generated(TEXTS * WORDS_A_TEXT * 7 / 1e6)
    for number, text in enumerate(texts[:TEXTS]):
        file = path / f"topic{number // 100}" / f"{number}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return path


def row(name: str, what: str, ours: float, theirs: float, sent: int = 0) -> None:
    """One line of the table."""
    shown = f"{sent / 1000:,.0f}" if sent else ""
    print_row(name, what, f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.1f}", shown)


def print_row(name: str, what: str, *numbers: str) -> None:
    """One line, the names on the left and the numbers on the right."""
    print(f"{name:<24} {what:<28}", *(f"{number:>12}" for number in numbers), flush=True)


def in_turn(page: Page, runs: int, *actions: Callable[[Page], float]) -> list[float]:
    """The median time of each action, taken in turn so that the machine's moods hit them alike."""
    for action in actions:
        action(page)
    times = [[action(page) for action in actions] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def settle(page: Page) -> None:
    """Wait until the server has answered and the browser has drawn what it said."""
    page.wait_for_function(SETTLED, polling=20)
    page.evaluate(IDLE)


def headed(page: Page) -> None:
    """Wait until the page has its heading."""
    page.wait_for_function("document.querySelector('.stMain h1')", polling=20)


def paint(address: str, until: Act) -> Callable[[Page], float]:
    """Opens a page, and returns the seconds until `until` returns; leaves it settled."""

    def action(page: Page) -> float:
        start = time.perf_counter()
        page.goto(address)
        until(page)
        seconds = time.perf_counter() - start
        settle(page)
        return seconds

    return action


def acting(address: str, act: Act) -> Callable[[Page], float]:
    """Acts on a page, and returns the seconds until its answer is there and it has settled."""

    def action(page: Page) -> float:
        page.goto(address)
        settle(page)
        before = page.evaluate(ANSWER)
        start = time.perf_counter()
        act(page)
        page.wait_for_function(f"before => ({ANSWER}) !== before", arg=before, polling=20)
        settle(page)
        return time.perf_counter() - start

    return action


def clicking(address: str, wanted: str) -> Callable[[Page], float]:
    """Clicks the first row of a table, and returns the seconds until what is wanted is there."""

    def action(page: Page) -> float:
        page.goto(address)
        settle(page)
        cell = first_cell(page, 0, 0)
        settle(page)
        before = page.evaluate(ANSWER)
        start = time.perf_counter()
        page.mouse.click(*cell)
        changed = f"before => ({ANSWER}) !== before && document.querySelector('{wanted}')"
        page.wait_for_function(changed, arg=before, polling=20)
        settle(page)
        return time.perf_counter() - start

    return action


def searching(address: str) -> Callable[[Page], float]:
    """Types a phrase, another each time, and returns the seconds from Enter to its lines."""
    turns = itertools.count()

    def action(page: Page) -> float:
        page.goto(address)
        settle(page)
        box = page.get_by_role("textbox", name="A word or phrase")
        box.fill(PHRASES[next(turns) % len(PHRASES)])
        before = page.evaluate(ANSWER)
        start = time.perf_counter()
        box.press("Enter")
        page.wait_for_function(f"before => ({ANSWER}) !== before", arg=before, polling=20)
        settle(page)
        return time.perf_counter() - start

    return action


def until_complete(page: Page, address: str) -> None:
    """Open a page, and wait until all of it is there."""
    page.goto(address)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        page.wait_for_function(SETTLED)
        # Where a part has come, the page is drawn again, and may wait for another.
        page.wait_for_timeout(1000)
        if page.evaluate(f"({SETTLED})() && !({WAITS})"):
            return
    raise TimeoutError(address)


def bytes_sent(page: Page, address: str) -> int:
    """What the server sends over the web socket to show a page."""
    sent = 0

    def count(payload: bytes | str) -> None:
        nonlocal sent
        sent += len(payload)

    def listen(socket) -> None:
        socket.on("framereceived", count)

    page.on("websocket", listen)
    page.goto(address)
    page.wait_for_function(SETTLED)
    page.wait_for_timeout(1000)
    page.remove_listener("websocket", listen)
    return sent


if __name__ == "__main__":
    main()
