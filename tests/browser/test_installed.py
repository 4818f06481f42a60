"""The dashboard of an installed wheel is the dashboard of a checkout."""

from __future__ import annotations

from playwright.sync_api import expect


def test_the_overview_opens_from_the_wheel(visit_installed):
    tab = visit_installed.open("/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("sample.txt")
    family = "getComputedStyle(document.querySelector('h1')).fontFamily"
    assert "Newsreader" in tab.evaluate(family)
    assert tab.evaluate("document.fonts.check('16px Newsreader')")


def test_a_page_of_a_corpus_opens_from_the_wheel(visit_installed):
    visit_installed.open("/fragments?corpus=sample.txt")
    assert "35% of the distinct text" in visit_installed.said()
