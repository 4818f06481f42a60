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


YEARS = {"2019": 3, "2020": 4, "2021": 5, "1e5": 6, "2021-03-04": 7, "intro": 40}
BARS = """() => [...document.querySelectorAll('.js-plotly-plot')].map((plot) => ({
    bars: [...plot.querySelectorAll('.bars .point path')].map((bar) => bar.getBoundingClientRect())
        .filter((box) => box.width > 1).map((box) => [box.width, box.height]),
    names: [...plot.querySelectorAll('.ytick text')].map((name) => name.textContent),
}))"""
"""What is drawn of each picture."""


def test_topics_that_look_like_numbers_or_dates_have_a_bar_each(visit, offered, browser, tmp_path):
    corpus = offered / "years"
    for topic, words in YEARS.items():
        (corpus / topic).mkdir(parents=True)
        (corpus / topic / "talk.txt").write_text(" ".join(f"{topic}w{n}" for n in range(words)))
    tab = visit.open("/topics?corpus=years")
    biggest_first = ["intro", "2021-03-04", "1e5", "2021", "2020", "2019"]
    for picture in tab.evaluate(BARS):
        assert picture["names"] == biggest_first
        assert len(picture["bars"]) == len(YEARS)
        assert min(height for _, height in picture["bars"]) > 10
    # The biggest is on top, and is called by its name at the pointer.
    box = tab.locator(".nsewdrag").nth(1).bounding_box()
    tab.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5 / len(YEARS))
    tab.get_by_text("intro: 40 words of distinct text").wait_for()

    tab.get_by_role("link", name="Overview").click()
    tab.get_by_role("button", name="Download the report").wait_for()
    with tab.expect_download() as caught:
        tab.get_by_role("button", name="Download the report").click()
    path = tmp_path / "report.html"
    caught.value.save_as(path)
    report = browser.new_page()
    report.goto(path.as_uri())
    report.locator(".bars .point path").first.wait_for(timeout=60_000)
    (picture,) = [p for p in report.evaluate(BARS) if "intro" in p["names"]]
    assert picture["names"] == biggest_first
    assert len(picture["bars"]) == len(YEARS)
    report.close()
