"""A column that is chosen stands in the address, and is there again on the next page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser import query

ROWS = """id,body,summary
1,"so we began with the garden and the roses in it",roses in short
2,"and then we went down to the river with a boat",boats in short
"""


@pytest.fixture
def table(visit, tmp_path):
    path = tmp_path / "talks.csv"
    path.write_text(ROWS, encoding="utf-8")
    tab = visit.open("/")
    tab.locator("input[type=file]").first.set_input_files(path)
    tab.get_by_role("heading", name="talks.csv").wait_for()
    visit.settle()
    return tab


def test_a_chosen_column_is_kept_from_page_to_page_and_for_whoever_has_the_link(visit, table):
    table.get_by_text("Columns", exact=True).click()
    table.wait_for_timeout(800)  # it opens
    table.get_by_role("combobox", name="Text").click()
    table.get_by_role("option", name="summary").click()
    visit.settle()
    assert query(table.url)["text_column"] == "summary"
    table.get_by_role("link", name="Reader").click()
    table.locator(".transcript").wait_for()
    visit.settle()
    assert query(table.url)["text_column"] == "summary"
    assert "roses in short" in table.locator(".transcript").inner_text()
    colleague = table.context.new_page()
    colleague.goto(table.url)
    expect(colleague.locator(".transcript")).to_contain_text("roses in short", timeout=60_000)
