"""The page of the files: what each was taken for, and why another gave nothing."""

from __future__ import annotations

import pytest

from tests.pages.app import open_page, words


@pytest.fixture
def mixed(tmp_path, monkeypatch) -> str:
    """The name of a corpus on offer: texts, a prompt dump, a file without words, and a README."""
    folder = tmp_path / "mixed"
    (folder / "show").mkdir(parents=True)
    for n in (1, 2, 10):
        (folder / "show" / f"{n}.txt").write_text(f"so we began with number {n}")
    (folder / "dump.txt").write_text("some words\n\n####\nTarget: tulips\n####\n")
    (folder / "nothing.txt").write_text("")
    (folder / "README.md").write_text("how to use it")
    (folder / "slides.odp").write_bytes(b"PK")
    monkeypatch.setenv("REFRAIN_DATA", str(folder))
    return "mixed"


def recognised(app) -> str:
    """The line at the top of the overview."""
    (line,) = [html.proto.body for html in app.main.get("html") if "recognised" in html.proto.body]
    return line


def test_the_overview_says_what_was_recognised_and_each_part_leads_to_its_files(mixed):
    line = recognised(open_page("overview", corpus=mixed))
    assert line.startswith('<p class="recognised">7 files: ')
    assert 'taken_for=plain+text" target="_self">3 plain text</a>' in line
    assert 'taken_for=few-shot+prompt+dump" target="_self">1 few-shot prompt dump</a>' in line
    assert 'href="files?corpus=mixed&amp;taken_for=skipped" target="_self">2 skipped</a>' in line
    assert "1 empty</a>" in line


def test_the_line_is_about_all_files_whatever_the_filters_leave(mixed):
    assert "7 files" in recognised(open_page("overview", corpus=mixed, topic="show"))


def test_the_page_lists_the_files_of_the_part_that_led_there(mixed):
    app = open_page("files", corpus=mixed, taken_for="skipped")
    table = app.main.dataframe[0].value
    assert table["source"].tolist() == ["README.md", "slides.odp"]
    assert table["message"].str.startswith("Left out:").all()
    assert "2 of 7 files" in words(app)


def test_a_part_of_a_name_or_folder_finds_files(mixed):
    app = open_page("files", corpus=mixed, name_has="SHOW")
    table = app.main.dataframe[0].value
    assert table["source"].tolist() == ["show/1.txt", "show/2.txt", "show/10.txt"]
    assert table["taken_for"].tolist() == ["plain text"] * 3
    assert "No file is of this kind" in words(open_page("files", corpus=mixed, name_has="zzz"))


def test_all_files_are_there_without_a_filter_and_nonsense_is_none(mixed):
    for query in ({}, {"taken_for": "nonsense"}):
        assert len(open_page("files", corpus=mixed, **query).main.dataframe[0].value) == 7


def test_problems_that_are_one_row_count_as_many_as_they_are(tmp_path, monkeypatch):
    folder = tmp_path / "fences"
    folder.mkdir()
    stray = "####\n\nsome words\n\n" * 150
    (folder / "dump.txt").write_text(f"{stray}####\nTarget: tulips\n####\n")
    monkeypatch.setenv("REFRAIN_DATA", str(folder))
    said = words(open_page("overview", corpus="fences"))
    assert "**150 lines of #" in said
    assert "150 notes: worth knowing" not in said
    table = open_page("files", corpus="fences").main.dataframe[0].value
    assert table["problems"].tolist()[0] >= 150
