"""Clean up: what would be cut, before anything is."""

from __future__ import annotations

from tests.pages.app import open_page, words


def test_clean_up_says_what_would_go_before_anything_does():
    none = words(open_page("clean", corpus="sample.txt", carriers="no rule"))
    assert "Nothing would be cut" in none
    first = words(open_page("clean", corpus="sample.txt"))
    every = words(open_page("clean", corpus="sample.txt", keep="nothing"))
    assert "keeping each where it was first seen" in first
    assert "keeping none" in every
    assert first != every


def test_clean_up_names_the_transcripts_of_which_nothing_would_be_left(tmp_path, monkeypatch):
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "long.txt").write_text("Hello and welcome to the show. Today we speak of cats.")
    (folder / "a short.txt").write_text("HELLO and welcome to the show!")
    (folder / "dogs.txt").write_text("Hello and welcome to the show. Now of dogs.")
    monkeypatch.setenv("REFRAIN_DATA", str(folder))
    told = words(open_page("clean", corpus="talks", min_words="5", keep="nothing"))
    assert "1 transcript has no word left, and stays in the table as a row" in told
    assert r"a short\.txt" in told
    assert "no word left" not in words(open_page("clean", corpus="talks", min_words="5"))
