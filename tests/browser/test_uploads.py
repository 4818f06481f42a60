"""Someone's own files, in a real browser: dropped or chosen, loaded, recognised, read."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import query

CAPTIONS = """<tt xmlns="http://www.w3.org/ns/ttml"><body><div>
<p begin="0s" end="1s">Guten Morgen, liebe Gärtner,</p>
<p begin="1s" end="2s">heute schneiden wir die Rosen.</p>
</div></body></tt>"""


@pytest.fixture
def shows(tmp_path: Path) -> Path:
    """A folder of two shows: a text and captions in one, a text in the other, and a README."""
    folder = tmp_path / "shows"
    files = {
        "garden/one.txt": "so we began with the garden",
        "garden/two.ttml": CAPTIONS,
        "river/one.txt": "and then we went to the river",
        "README.md": "how these were made",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def recognised(tab) -> str:
    line = tab.locator(".recognised")
    line.wait_for(timeout=60_000)
    return line.inner_text()


def test_several_files_are_one_corpus_and_what_was_recognised_leads_to_its_files(visit, shows):
    tab = visit.open("/")
    field = tab.locator("input[type=file]").first
    field.set_input_files([shows / "garden/one.txt", shows / "garden/two.ttml"])
    tab.get_by_role("heading", name="one.txt and 1 more").wait_for()
    visit.settle()
    assert recognised(tab) == "2 files: 1 plain text, 1 TTML"
    tab.get_by_role("link", name="1 TTML").click()
    tab.get_by_role("heading", name="Files", exact=True).wait_for()
    visit.settle()
    assert query(tab.url)["taken_for"] == "TTML"
    assert "1 of 2 files" in visit.said()
    visit.click_row(0, 0)
    tab.wait_for_url("**/reader?**")
    visit.settle()
    assert "heute schneiden wir die Rosen" in visit.said()
    tab.go_back()
    tab.get_by_role("heading", name="Files", exact=True).wait_for()
    visit.settle()
    assert query(tab.url)["taken_for"] == "TTML"


def test_a_folder_that_is_chosen_keeps_its_structure(visit, shows):
    tab = visit.open("/")
    tab.locator("input[type=file]").nth(1).set_input_files(shows)
    tab.get_by_role("heading", name="shows", exact=True).wait_for()
    visit.settle()
    assert recognised(tab) == "4 files: 2 plain text, 1 TTML, 1 skipped"
    assert "Topics from folders." in visit.said()


def test_a_folder_that_is_dropped_keeps_its_structure(visit, shows):
    tab = visit.open("/")
    field = tab.get_by_test_id("stFileUploaderDropzone").first
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box is not None
    dragged = {"items": [], "files": [str(shows)], "dragOperationsMask": 1}
    place = {"x": box["x"] + 20, "y": box["y"] + 20, "data": dragged}
    chromium = tab.context.new_cdp_session(tab)
    for step in ("dragEnter", "dragOver", "drop"):
        chromium.send("Input.dispatchDragEvent", {"type": step, **place})
    tab.get_by_role("heading", name="shows", exact=True).wait_for()
    visit.settle()
    assert recognised(tab) == "4 files: 2 plain text, 1 TTML, 1 skipped"
    tab.goto(tab.url.replace("/?", "/files?") + "&name_has=garden%2F")
    visit.settle()
    assert "2 of 4 files" in visit.said()


def test_an_archive_is_a_corpus_of_what_is_in_it(visit, shows, tmp_path):
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(shows.rglob("*.*")):
            archive.write(file, file.relative_to(shows.parent))
    tab = visit.open("/")
    tab.locator("input[type=file]").first.set_input_files(packed)
    tab.get_by_role("heading", name="packed.zip").wait_for()
    visit.settle()
    assert recognised(tab) == "4 files: 2 plain text, 1 TTML, 1 skipped"


def test_a_corpus_that_takes_a_while_says_how_far_it_is_and_comes_by_itself(
    browser, serve, tmp_path
):
    folder = tmp_path / "many"
    for n in range(2_000):
        (folder / f"show {n % 9}").mkdir(parents=True, exist_ok=True)
        (folder / f"show {n % 9}" / f"{n}.txt").write_text(f"number {n} is said here " * 25)
    server = serve(tmp_path / "many" / "show 0", folder)
    page = browser.new_page()
    page.goto(f"{server.url}/?corpus=many")
    page.get_by_role("button", name="Cancel").wait_for(timeout=60_000)
    expect(
        page.get_by_text(re.compile("Reading show|Looking for its files|another load"))
    ).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("Loading was cancelled.").wait_for(timeout=60_000)
    page.get_by_role("button", name="Start again").click()
    page.locator(".recognised").wait_for(timeout=120_000)
    assert "2,000 files: 2,000 plain text" in page.locator(".recognised").inner_text()
    page.close()
    server.stop()  # nobody waits for what it is still looking for
