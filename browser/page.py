"""A page of the dashboard in the browser: when it has settled, and where its tables are."""

from __future__ import annotations

from urllib.parse import parse_qs, urlparse

from playwright.sync_api import Page

SETTLED = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    return app?.dataset.testScriptState === 'notRunning' && document.querySelector('h1')
        && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]');
}"""
"""JavaScript that is true once the page's script has ended, and nothing is stale or a skeleton.

A skeleton stands where a part of Streamlit is still on its way to the browser. What is beside it is
hidden and shown again when it comes, and a click in that moment is lost.
"""
STILL = """(element) => {
    const {x, y} = element.getBoundingClientRect();
    const at = element.refrainAt;
    const moved = at?.x !== x || at?.y !== y;
    if (moved) element.refrainAt = {x, y, since: performance.now()};
    return !moved && performance.now() - at.since >= 200;
}"""
"""JavaScript that is true once an element has not moved for a while."""
HEADER, ROW = 55, 35
"""Pixels from a table's top to the middle of its first row, and from one row to the next."""


def query(url: str) -> dict[str, str]:
    """The parameters of an address, the last of each name."""
    return {name: values[-1] for name, values in parse_qs(urlparse(url).query).items()}


def first_cell(page: Page, table: int, row: int) -> tuple[float, float]:
    """Where to click to choose a row (from 0) of the n-th table, once the row is there."""
    grid = page.get_by_test_id("stDataFrame").nth(table)
    grid.scroll_into_view_if_needed()
    # The cells are painted on a canvas; those for screen readers come when it has its rows.
    cell = grid.get_by_test_id(f"glide-cell-0-{row}")
    cell.wait_for(state="attached", timeout=60_000)
    page.wait_for_function(STILL, arg=grid.element_handle())
    box = grid.bounding_box()
    assert box is not None
    return box["x"] + 60, box["y"] + HEADER + ROW * row
