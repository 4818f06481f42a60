"""Keywords in a real browser: every mark leads to its lines, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

import refrain
from browser import query
from refrain import keywords
from refrain.figures import comparison
from tests.builders import DATA

TEXT = "{http://www.w3.org/2000/svg}text"
SCRIPTS = {
    "arabic": "المدرسة الحياة اللغة التاريخ المستشفى",
    "chinese": "机器学习 数据 模型 历史 语言",
    "hindi": "विज्ञान क्षेत्र संस्कृति किताब राष्ट्र",
    "russian": "вода двигатель государство человек литература",
}


def test_a_word_leads_to_its_lines_and_a_line_to_the_reader(visit):
    tab = visit.open("/keywords?corpus=sample.txt&word=valve")
    assert "“valve” in context" in visit.said()
    visit.click_row(0, 0)
    tab.wait_for_url("**/reader?**")
    visit.settle()
    assert "valve" in visit.said()


def test_a_bar_shows_its_word_in_context_and_typing_another_replaces_it(visit):
    tab = visit.open("/keywords?corpus=sample.txt")
    visit.click_mark(0, 0.2, 0.5 / 12)
    tab.get_by_text("” in context").wait_for()
    first = query(tab.url)
    assert first["under"] == "dpo"
    assert f"“{first['word']}” in context" in visit.said()
    box = tab.get_by_role("textbox", name="See a word in context")
    assert box.input_value() == first["word"]
    box.fill("valve")
    box.press("Enter")
    tab.get_by_text("“valve” in context").wait_for()
    assert query(tab.url)["word"] == "valve"
    assert "under" not in query(tab.url)


def test_a_word_in_the_cloud_shows_its_lines_by_mouse_and_by_keyboard(visit):
    tab = visit.open("/keywords?corpus=sample.txt")
    cloud = tab.get_by_role("group", name="Word cloud of dpo")
    words = cloud.get_by_role("button")
    second = words.nth(1)
    word = second.get_attribute("data-word")
    tab.evaluate("window.still = true")
    second.click()
    tab.get_by_text(f"“{word}” in context").wait_for()
    visit.settle()
    assert query(tab.url)["word"] == word
    assert query(tab.url)["under"] == "dpo"
    # The page was not loaded anew: a visitor's session goes on.
    assert tab.evaluate("window.still") is True
    # One stop of the Tab key; from there the arrows go to the next word, and Enter chooses it.
    expect(cloud.locator("[tabindex='0']")).to_have_count(1)
    second.focus()
    tab.keyboard.press("ArrowRight")
    third = words.nth(2).get_attribute("data-word")
    tab.keyboard.press("Enter")
    tab.get_by_text(f"“{third}” in context").wait_for()
    visit.settle()
    assert query(tab.url)["word"] == third
    # The whole state is in the address: whoever opens it sees the lines.
    visit.open(tab.url.removeprefix(visit.url))
    assert f"“{third}” in context" in visit.said()


def test_a_mark_between_two_topics_leads_to_the_lines_of_both_and_to_the_reader(visit):
    texts = refrain.load(DATA / "sample.txt").texts
    said = keywords.compare(texts, "dpo", "hashing", longest=3)
    mark = comparison.places(said, "rank").iloc[0]
    tab = visit.open("/keywords?corpus=sample.txt&tab=Two+topics+side+by+side&b=hashing")
    tab.locator(".js-plotly-plot").first.wait_for()
    low, high = comparison.RANGE
    visit.click_mark(0, *((at - low) / (high - low) for at in (mark["x"], high + low - mark["y"])))
    tab.get_by_text(f"“{mark['spelling']}” in context in dpo, hashing").wait_for()
    assert query(tab.url)["under"] == ":picture"
    visit.click_row(0, 0)
    tab.wait_for_url("**/reader?**")
    visit.settle()
    assert mark["spelling"].lower() in visit.said().lower()


def test_the_words_of_two_topics_are_reached_by_keyboard_too(visit):
    tab = visit.open("/keywords?corpus=sample.txt&tab=Two+topics+side+by+side&b=hashing")
    grid = tab.get_by_test_id("stDataFrame").first
    cell = grid.get_by_test_id("glide-cell-0-0")
    cell.wait_for(state="attached", timeout=60_000)
    grid.locator("canvas").first.focus()
    tab.keyboard.press("ArrowDown")
    tab.get_by_text("” in context in dpo, hashing").wait_for()
    assert query(tab.url)["under"] == ":picture"


@pytest.mark.parametrize("count", ["words", "and of 3"])
def test_a_cloud_is_downloaded_as_svg_and_png(visit, count):
    tab = visit.open(f"/keywords?corpus=sample.txt&phrases={quote(count)}")
    for kind, head in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with tab.expect_download() as caught:
            # By its key: which of the topics' buttons is there first is left to chance.
            tab.locator(f".st-key-{kind}-dpo").get_by_role("button").click()
        assert caught.value.suggested_filename == f"dpo-cloud.{kind.lower()}"
        content = Path(caught.value.path()).read_bytes()
        assert content.startswith(head)
        if kind == "SVG":
            shown = tab.get_by_role("group", name="Word cloud of dpo").get_by_role("button")
            words = [word.get_attribute("data-word") for word in shown.all()]
            assert [text.text for text in ElementTree.fromstring(content).iter(TEXT)] == words
            assert count != "words" or not [word for word in words if " " in word]


def test_clouds_of_other_scripts_are_drawn_clicked_and_downloaded(visit, offered):
    """Whatever fonts this machine has: the browser draws outlines."""
    for name, words in SCRIPTS.items():
        folder = offered / "scripts" / name
        folder.mkdir(parents=True)
        for n in range(3):
            (folder / f"{n}.txt").write_text(f"{words}\n" * (n + 3), "utf-8")
    tab = visit.open("/keywords?corpus=scripts&phrases=words&statistic=log-odds")
    for name, words in SCRIPTS.items():
        cloud = tab.get_by_role("group", name=f"Word cloud of {name}")
        buttons = cloud.get_by_role("button").all()
        assert all(button.get_attribute("data-word") in words for button in buttons)
        assert cloud.locator("use").count() > 3
        with tab.expect_download() as caught:
            tab.locator(f".st-key-PNG-{name}").get_by_role("button").click()
        assert Path(caught.value.path()).read_bytes().startswith(b"\x89PNG")
    cloud = tab.get_by_role("group", name="Word cloud of arabic")
    word = cloud.get_by_role("button").first
    said = word.get_attribute("data-word")
    word.click()
    tab.get_by_text(f"“{said}” in context").wait_for()
