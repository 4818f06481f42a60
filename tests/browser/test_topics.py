"""Topics that a person asks for, in a real browser."""

from __future__ import annotations

from browser import query


def test_suggested_topics_go_along_to_every_page_and_into_the_link(visit):
    tab = visit.open("/topics?corpus=sample.txt&suggested=3")
    sidebar = tab.get_by_test_id("stSidebar")
    sidebar.get_by_text("Suggest topics").click()
    sidebar.get_by_text("3 topics are suggested").wait_for(timeout=60_000)
    tab.get_by_text("How sure the suggested topics are").wait_for(timeout=60_000)
    visit.settle()
    tab.get_by_text("Name them yourself").click()
    name = tab.get_by_role("textbox", name="Topic 1", exact=True)
    name.fill("Mine")
    name.press("Enter")
    tab.get_by_text("≈ Mine").first.wait_for(timeout=60_000)
    visit.settle()
    assert query(tab.url)["topic_names"] == "Mine"
    tab.get_by_role("link", name="Keywords").click()
    tab.get_by_role("heading", name="Keywords", exact=True).wait_for()
    visit.settle()
    assert query(tab.url)["suggest"] == "true"
    assert "≈ Mine" in visit.said()
