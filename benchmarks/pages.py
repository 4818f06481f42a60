"""How long a page takes to show, and a filter to take effect, beside an empty Streamlit app.

    ./dev bench pages [PATH ...]

A first paint is from the address being entered, in a browser that has been there before, to the
moment the page has settled; a change is from a key press to the moment it has settled again. The
times of a machine say little, so each is given as a ratio to what an app with nothing but a title,
and with nothing but a slider, takes in the same run. Medians of RUNS.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table

from tests.browser.dashboard import FLAGS, NO_BROWSER, SETTLED, Server, find_browser

RUNS = 5
PAGES = ("", "topics", "lengths", "fragments", "keywords", "reader")
Act = Callable[[Page], None]
MOVE: Act = lambda page: page.get_by_role("slider").last.press("ArrowRight")  # noqa: E731
FILTER: Act = lambda page: page.get_by_role("button", name="shot").click()  # noqa: E731
# What the server wrote, without the widgets, which change before it answers.
ANSWER = (
    "[...document.querySelectorAll('[data-testid=stMarkdown], [data-testid=stMetric]')]"
    ".map(element => element.innerText).join()"
)
EMPTY = """
import streamlit as st
st.title("Empty")
st.slider("Slider", 5, 100, 20, key="min_words", bind="query-params")
roles = ["shot", "target"]
role = st.pills("Roles", roles, selection_mode="multi", key="role", bind="query-params")
st.write(f"now {st.session_state.min_words} {role}")
"""


def main() -> None:
    """Measure both apps, turn and turn about, and print the ratios."""
    path = find_browser()
    if path is None:
        sys.exit(NO_BROWSER)
    data = [Path(part).resolve() for part in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY)
        servers = [
            Server(Path(folder) / "refrain.txt", *data),
            Server(Path(folder) / "empty.txt", app=empty),
        ]
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
                page = browser.new_page(viewport={"width": 1400, "height": 900})
                measure(page, servers[0].url, servers[1].url, [path.name for path in data])
                browser.close()
        finally:
            for server in servers:
                server.stop()


def measure(page: Page, refrain: str, empty: str, names: list[str]) -> None:
    """Print a row per page and corpus, and one for a move of the slider."""
    table = Table("Corpus", "What", "Refrain, s", "Empty app, s", "Ratio", "KB sent")
    for name in names or ["sample.txt"]:
        for place in PAGES:
            address = f"{refrain}/{place}?corpus={name}"
            sent = bytes_sent(page, address)
            row(table, name, f"/{place}", *in_turn(page, paint(address), paint(empty)), sent)
        address = f"{refrain}/fragments?corpus={name}"
        row(table, name, "slider moved", *in_turn(page, acting(address, MOVE), acting(empty, MOVE)))
        if has_roles(page, address):
            both = acting(address, FILTER), acting(empty, FILTER)
            row(table, name, "filter set", *in_turn(page, *both))
    Console().print(table)


def row(table: Table, name: str, what: str, ours: float, theirs: float, sent: int = 0) -> None:
    """One line of the table."""
    shown = f"{sent / 1000:,.0f}" if sent else ""
    table.add_row(name, what, f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.1f}", shown)


def in_turn(page: Page, *actions: Callable[[Page], float]) -> list[float]:
    """The median time of each action, taken in turn so that the machine's moods hit them alike."""
    for action in actions:
        action(page)
    times = [[action(page) for action in actions] for _ in range(RUNS)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def paint(address: str) -> Callable[[Page], float]:
    """Opens a page, and returns the seconds until it has settled."""

    def action(page: Page) -> float:
        start = time.perf_counter()
        page.goto(address)
        page.wait_for_function(SETTLED, polling=20)
        return time.perf_counter() - start

    return action


def acting(address: str, act: Act) -> Callable[[Page], float]:
    """Acts on a page, and returns the seconds until its answer is there and it has settled."""

    def action(page: Page) -> float:
        page.goto(address)
        page.wait_for_function(SETTLED)
        page.wait_for_timeout(1500)
        before = page.evaluate(ANSWER)
        start = time.perf_counter()
        act(page)
        page.wait_for_function(f"before => ({ANSWER}) !== before", arg=before, polling=20)
        page.wait_for_function(SETTLED, polling=20)
        return time.perf_counter() - start

    return action


def has_roles(page: Page, address: str) -> bool:
    """Whether the corpus can be filtered by role."""
    page.goto(address)
    page.wait_for_function(SETTLED)
    return page.get_by_role("button", name="shot").count() > 0


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
