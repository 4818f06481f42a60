"""From each picture of repetition to the passage, and out again with a cleaned dataset."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.browser.test_journeys import query

MAP = "/fragments?corpus=sample.txt&sort=file+order"


def test_a_place_on_the_coverage_map_opens_the_passage(visit):
    tab = visit.open(MAP)
    # The first row is the first text of the file; its beginning is the channel's intro.
    visit.click_mark(1, 0.02, 0.5 / 7)
    tab.wait_for_url("**/reader?**")
    visit.settle()
    assert query(tab.url)["text"] == "sample.txt:1.1"
    expect(tab.locator(".transcript .here")).to_be_visible()
    assert "hello everyone and welcome back" in visit.said()


def test_back_from_the_reader_finds_the_page_as_it_was_left(visit):
    choices = "&sort=file+order&axis=in+words&min_words=30&kind=intro+or+outro&at_least=5.0"
    tab = visit.open(f"/fragments?corpus=sample.txt{choices}")
    left = query(tab.url)
    assert len(left) == 6
    sentence = tab.locator("h4").inner_text()
    visit.click_row(0, 1)
    tab.wait_for_url("**/reader?**")
    visit.settle()
    read = query(tab.url)
    assert set(read) == {"corpus", "min_words", "kind", "text", "at"}
    # A page that remembers its choices, by way of one that has none of them.
    tab.get_by_role("link", name="Topics", exact=True).click()
    tab.get_by_role("heading", name="Topics", exact=True).wait_for()
    visit.settle()
    tab.get_by_role("link", name="Fragments").click()
    tab.get_by_role("heading", name="Fragments", exact=True).wait_for()
    visit.settle()
    # Each page is one step back.
    for page, there in (("topics", None), ("reader", read), ("fragments", left)):
        tab.go_back()
        tab.wait_for_url(f"**/{page}?**")
        visit.settle()
        assert there is None or query(tab.url) == there
    tab.get_by_role("heading", name="Fragments", exact=True).wait_for()
    expect(tab.locator("h4")).to_have_text(sentence)
    assert "30 words or more" in sentence
    assert tab.get_by_role("spinbutton").input_value() == "5.0"
    assert "words from its start" in tab.locator(".xtitle").nth(1).text_content()
    tab.go_forward()
    tab.wait_for_url("**/reader?**")
    visit.settle()
    assert query(tab.url) == read


def test_a_bar_of_the_distribution_keeps_the_transcripts_from_there_on(visit):
    tab = visit.open(MAP)
    before = tab.locator(".js-plotly-plot").nth(1).locator("text", has_text="·").count()
    visit.click_mark(0, 0.5 / 20, 0.9)
    box = tab.get_by_role("spinbutton", name="at least so much repeated")
    box.fill("30")
    box.press("Enter")
    tab.wait_for_url("**at_least=30**")
    visit.settle()
    rows = tab.locator(".js-plotly-plot").nth(1).locator("text", has_text="·")
    expect(rows).not_to_have_count(before)


def test_a_cell_of_two_transcripts_leads_to_their_dots_and_those_to_both_texts(visit):
    tab = visit.open("/fragments?corpus=sample.txt&min_words=60&view=transcript+×+transcript")
    # Four transcripts carry passages that long; the first row and the second column are versions.
    visit.click_mark(1, 1.5 / 4, 0.5 / 4)
    tab.get_by_text("share 6 passages").wait_for()
    visit.settle()
    assert query(tab.url)["view"] == "dot plot"
    one, two = query(tab.url)["pair"].split(".")
    visit.click_row(0, 1)
    tab.wait_for_url("**/pair?**")
    tab.get_by_text("Passage 2 of 6").wait_for()
    visit.settle()
    marks = tab.locator(".transcript mark.own")
    expect(marks).to_have_count(2)
    assert marks.first.inner_text().lstrip("0123456789") == (
        marks.last.inner_text().lstrip("0123456789")
    )
    tab.locator("h1").click()
    tab.keyboard.press("n")
    tab.get_by_text("Passage 3 of 6").wait_for()
    visit.settle()
    assert query(tab.url)["match"] == "2"
    assert query(tab.url)["pair"] == f"{one}.{two}"
    # Both have scrolled to it.
    for mark in tab.locator(".transcript mark.own").all():
        expect(mark).to_be_in_viewport()


def test_a_line_of_the_dot_plot_opens_both_texts_there(visit):
    tab = visit.open("/fragments?corpus=sample.txt&min_words=60&view=dot+plot")
    tab.get_by_text("passages").first.wait_for()
    # The two begin alike: a line from the upper left corner.
    visit.click_mark(1, 0.02, 0.02)
    tab.wait_for_url("**/pair?**")
    tab.get_by_text("Passage 1 of").wait_for()


def test_a_cell_of_a_fragment_leads_to_its_places_and_those_to_both_texts(visit):
    tab = visit.open("/fragments?corpus=sample.txt&view=fragment+×+transcript")
    rows = tab.locator(".js-plotly-plot").nth(1).locator(".yaxislayer-above text")
    expect(rows.first).to_be_visible(timeout=60_000)
    # The table twin beside it does the same.
    visit.click_row(0, 0)
    tab.wait_for_url("**/passage?**")
    tab.get_by_text("Every place, in context").wait_for()
    visit.settle()
    visit.click_row(0, 1)
    tab.wait_for_url("**/pair?**")
    visit.settle()
    expect(tab.locator(".transcript mark.own")).to_have_count(2)


def test_moving_the_slider_changes_the_sentence_and_the_address(visit):
    tab = visit.open("/fragments?corpus=sample.txt")
    assert "20 words or more" in visit.said()
    slider = tab.get_by_role("slider")
    slider.focus()
    for _ in range(5):
        slider.press("ArrowRight")
    tab.get_by_text("25 words or more").wait_for()
    visit.settle()
    assert query(tab.url)["min_words"] == "25"


def test_a_marked_passage_in_the_reader_leads_to_its_twin_beside_it(visit):
    tab = visit.open("/reader?corpus=sample.txt&text=sample.txt:2.3")
    tab.evaluate("window.here = true")
    tab.locator(".transcript a").first.click()
    tab.wait_for_url("**/pair?**")
    visit.settle()
    expect(tab.locator(".transcript mark.own")).to_have_count(2)
    # It is the same session: the page was not loaded again.
    assert tab.evaluate("window.here")


def test_a_fragment_ticked_is_cut_from_the_file_that_one_downloads(visit, tmp_path):
    tab = visit.open("/clean?corpus=sample.txt&carriers=no+rule")
    assert "Nothing would be cut" in visit.said()
    grid = tab.get_by_test_id("stDataFrame").first
    grid.get_by_test_id("glide-cell-1-0").wait_for(state="attached", timeout=60_000)
    box = grid.bounding_box()
    tab.mouse.click(box["x"] + 18, box["y"] + 53)
    tab.get_by_text("Cutting 1 fragment").wait_for()
    visit.settle()
    marked = query(tab.url)["cut"]
    with tab.expect_download() as made:
        tab.get_by_role("button", name="Download what was cut from where").click()
    made.value.save_as(tmp_path / "cuts.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "cuts.jsonl").read_text().splitlines()]
    assert {row["fragment"] for row in rows} == {marked}
    assert all(row["text"] for row in rows)


def test_a_phrase_is_found_in_all_transcripts_and_its_line_opens_the_reader(visit):
    tab = visit.open("/search?corpus=sample.txt")
    box = tab.get_by_role("textbox", name="A word or phrase")
    box.fill("welcome back")
    box.press("Enter")
    tab.get_by_text("“welcome back” is said").wait_for()
    visit.settle()
    assert query(tab.url)["find"] == "welcome back"
    visit.click_row(0, 0)
    tab.wait_for_url("**/reader?**")
    visit.settle()
    assert "welcome back" in visit.said()
