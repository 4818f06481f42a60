"""From each picture of repetition to the passage, and out again with a cleaned dataset."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from browser import query

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
    names = tab.locator(".js-plotly-plot").nth(1).locator("text", has_text="·")
    expect(names).to_have_count(7, timeout=60_000)
    # The bar from 45 to 50 %: two texts are in it, and two beyond.
    visit.click_mark(0, 0.475, 0.9)
    tab.wait_for_url("**at_least=45**")
    tab.get_by_text("4 of 7 transcripts below").wait_for()
    visit.settle()
    assert tab.get_by_role("spinbutton").input_value() == "45.0"
    expect(names).to_have_count(4, timeout=60_000)
    tab.go_back()
    expect(names).to_have_count(7, timeout=60_000)


def test_a_cell_of_two_transcripts_leads_to_their_dots_and_a_line_of_those_to_both_texts(visit):
    tab = visit.open("/fragments?corpus=sample.txt&min_words=60&view=transcript+×+transcript")
    # Four transcripts carry passages that long; the first row and the second column are versions.
    visit.click_mark(1, 1.5 / 4, 0.5 / 4)
    tab.get_by_text("share 6 passages").wait_for()
    visit.settle()
    dots = query(tab.url)
    assert dots["view"] == "dot plot"
    # The two begin alike and end alike: the lines go from one corner to the other.
    area = tab.locator(".nsewdrag").nth(1).bounding_box()
    lines = tab.locator(".scatterlayer .js-line")
    first, last = lines.first.bounding_box(), lines.last.bounding_box()
    assert first["y"] < area["y"] + 0.05 * area["height"]
    assert last["y"] + last["height"] > area["y"] + 0.95 * area["height"]
    assert last["x"] + last["width"] > area["x"] + 0.95 * area["width"]
    visit.click_mark(1, 0.02, 0.02)
    tab.wait_for_url("**/pair?**")
    tab.get_by_text("Passage 1 of 6").wait_for()
    visit.settle()
    marks = tab.locator(".transcript mark.current")
    expect(marks).to_have_count(2)
    assert marks.first.inner_text().lstrip("0123456789") == (
        marks.last.inner_text().lstrip("0123456789")
    )
    tab.locator("h1").click()
    tab.keyboard.press("n")
    tab.get_by_text("Passage 2 of 6").wait_for()
    visit.settle()
    assert query(tab.url)["match"] == "1"
    # Both have scrolled to it.
    for mark in tab.locator(".transcript mark.current").all():
        expect(mark).to_be_in_viewport()
    tab.keyboard.press("p")
    tab.get_by_text("Passage 1 of 6").wait_for()
    visit.settle()
    # One step back, whatever was looked at here.
    tab.go_back()
    tab.get_by_text("share 6 passages").wait_for()
    visit.settle()
    assert query(tab.url) == dots
    tab.go_back()
    tab.get_by_text("Which transcripts share text").wait_for()


def test_a_cell_of_a_fragment_leads_to_its_places_and_those_to_both_texts(visit):
    tab = visit.open("/fragments?corpus=sample.txt&view=fragment+×+transcript")
    rows = tab.locator(".js-plotly-plot").nth(1).locator(".yaxislayer-above text")
    expect(rows).to_have_count(21, timeout=60_000)
    # The second fragment is in the second and the third of seven transcripts.
    visit.click_mark(1, 1.5 / 7, 1.5 / 21)
    tab.wait_for_url("**/passage?**")
    tab.get_by_text("158 words, at 2 places in 2 transcripts").wait_for()
    tab.get_by_text("Every place, in context").wait_for()
    visit.settle()
    visit.click_row(0, 1)
    tab.wait_for_url("**/pair?**")
    visit.settle()
    expect(tab.locator(".transcript mark.current")).to_have_count(2)


def test_the_sliders_and_the_kinds_change_the_sentence_and_the_address(visit):
    tab = visit.open("/fragments?corpus=sample.txt&view=transcript+×+transcript")
    assert "20 words or more" in visit.said()
    length, similarity = tab.get_by_role("slider").all()
    length.focus()
    for _ in range(5):
        length.press("ArrowRight")
    tab.get_by_text("25 words or more").wait_for()
    visit.settle()
    assert query(tab.url)["min_words"] == "25"
    similarity.press("ArrowLeft")
    tab.get_by_text("more than once, at least 95% alike").wait_for()
    visit.settle()
    assert query(tab.url)["similarity"] == "95"
    names = tab.locator(".js-plotly-plot").nth(1).locator(".yaxislayer-above text")
    expect(names).to_have_count(7, timeout=60_000)
    tab.get_by_role("button", name="excerpt").click()
    # Two short versions and two long ones: the other three share no excerpt.
    expect(names).to_have_count(4, timeout=60_000)
    visit.settle()
    assert query(tab.url)["kind"] == "excerpt"


def test_the_reader_leads_from_a_mark_to_its_twin_and_from_the_strip_to_the_place(visit):
    tab = visit.open("/reader?corpus=sample.txt&text=sample.txt:2.3")
    tab.get_by_text("marks 7 seams").wait_for()
    seam = tab.locator(".transcript .seam").first
    seam.scroll_into_view_if_needed()
    expect(seam).to_be_in_viewport()
    assert "stitched here" in seam.get_attribute("title")
    tab.evaluate("window.here = true")
    # The strip beside the text: its last mark is the end of the text.
    last = tab.locator(".strip a").last
    last.click()
    tab.wait_for_url("**at=**")
    visit.settle()
    expect(tab.locator(".transcript .here")).to_be_in_viewport()
    assert int(query(tab.url)["at"]) > 3000
    tab.locator(".transcript a").first.click()
    tab.wait_for_url("**/pair?**")
    visit.settle()
    expect(tab.locator(".transcript mark.current")).to_have_count(2)
    # It is the same session: the page was not loaded again.
    assert tab.evaluate("window.here")


def test_the_keyboard_reaches_a_row_of_a_table_and_enter_opens_it(visit):
    tab = visit.open(MAP)
    grid = tab.get_by_test_id("stDataFrame").first
    grid.get_by_test_id("glide-cell-0-1").wait_for(state="attached", timeout=60_000)
    tab.get_by_role("combobox", name="Order of transcripts").focus()
    for _ in range(20):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.tagName") == "CANVAS":
            break
    tab.wait_for_timeout(1_000)  # whoever comes to a table looks first, and is not led away
    for key in ("ArrowDown", "ArrowDown"):
        tab.keyboard.press(key)
        visit.settle()
    assert "/fragments" in tab.url
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/reader?**")
    visit.settle()
    assert query(tab.url)["text"] == "sample.txt:1.3"


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
    tab.get_by_role("button", name="dpo").click()
    tab.wait_for_url("**said_in=dpo**")
    visit.settle()
    asked = query(tab.url)
    visit.click_row(0, 0)
    tab.wait_for_url("**/reader?**")
    visit.settle()
    assert query(tab.url)["text"] == "sample.txt:1.3"
    assert "welcome back" in visit.said()
    tab.go_back()
    tab.get_by_text("“welcome back” is said").wait_for()
    visit.settle()
    assert query(tab.url) == asked
