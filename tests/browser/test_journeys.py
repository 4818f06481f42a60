"""What people do, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser import query

PAGES = ("", "topics", "lengths", "fragments", "keywords", "search", "clean", "reader")
SCHEME = "getComputedStyle(document.querySelector('.stApp')).colorScheme"
"""The browser's word for what is shown: light or dark."""


def test_a_deep_link_to_a_filtered_page_works_on_a_cold_server(browser, serve):
    """The first request that a new server ever gets is a colleague's link."""
    server = serve()
    page = browser.new_page()
    link = "/fragments?corpus=sample.txt&topic=mixtral8x7b&topic=dpo&min_words=30"
    page.goto(server.url + link)
    page.get_by_text("Where in each transcript the repeats are").wait_for(timeout=60_000)
    # The map is drawn some time after its title is there; each row is named `topic · role`.
    rows = page.locator(".js-plotly-plot").nth(1).locator("text", has_text="·")
    expect(rows).to_have_count(3, timeout=60_000)
    assert "passages of 30 words or more" in page.inner_text("[data-testid=stMain]")
    names = page.locator("[data-testid=stSidebar]").inner_text()
    assert "mixtral8x7b" in names
    assert "dpo" in names
    assert query(page.url)["min_words"] == "30"
    page.close()


@pytest.mark.parametrize("page", PAGES)
def test_smoke_every_page_shows_itself_without_errors_in_light_and_dark(visit, page):
    tab = visit.open(f"/{page}?corpus=sample.txt")
    for scheme in ("light", "dark"):
        # Streamlit follows the system while the page is open: it draws all of it again.
        tab.emulate_media(color_scheme=scheme)
        visit.settle()
        assert tab.evaluate(SCHEME) == scheme
        assert tab.locator("h1").inner_text()
        assert not tab.locator("[data-testid=stException]").count()
        assert not tab.locator("[data-testid=stAlertContentError]").count()


def test_a_finding_leads_to_its_place(visit):
    tab = visit.open("/?corpus=sample.txt")
    tab.get_by_role("link", name=re.compile("Prompt 7, target react")).click()
    tab.get_by_text("This label has no text").wait_for()
    visit.settle()
    assert query(tab.url) == {"corpus": "sample.txt", "text": "sample.txt:7.3"}


def test_an_upload_becomes_a_corpus_whose_link_others_can_open(visit, browser, tmp_path):
    fence = "######"
    text = "\n".join(["some spoken words", "", fence, "Target: tulips", fence])
    (tmp_path / "mine.txt").write_text(text)
    tab = visit.open("/")
    tab.locator("input[type=file]").first.set_input_files(tmp_path / "mine.txt")
    tab.get_by_role("heading", name="mine.txt").wait_for()
    visit.settle()
    assert "upload" in query(tab.url)["corpus"]
    colleague = browser.new_page()
    colleague.goto(tab.url)
    colleague.get_by_role("heading", name="mine.txt").wait_for()
    colleague.get_by_text("1 row, in file order").wait_for()
    colleague.close()


def test_going_from_page_to_page_keeps_the_corpus_and_the_filters(visit):
    tab = visit.open("/topics?corpus=sources&topic=shipping-lane")
    tab.get_by_role("link", name="Lengths").click()
    tab.get_by_role("heading", name="Lengths", exact=True).wait_for()
    visit.settle()
    assert query(tab.url) == {"corpus": "sources", "topic": "shipping-lane"}
    assert "All 2 transcripts fit" in visit.said()


def test_a_transcript_that_looks_like_markup_is_shown_as_it_is(browser, server, offered):
    hostile = "<img src=x onerror=alert(1)> **bold** $x^2$ :smile: <script>alert(2)</script>"
    (offered / "markup").mkdir()
    (offered / "markup" / "h.txt").write_text(f"{hostile} and some words")
    page = browser.new_page()
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.goto(f"{server.url}/reader?corpus=markup")
    page.locator(".transcript").wait_for(timeout=60_000)
    assert page.locator(".transcript").inner_text().startswith(hostile)
    assert not alerts
    page.close()
