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


def test_near_repeats_are_cut_with_their_own_words_and_say_how_alike_they_are(
    tmp_path, monkeypatch
):
    said = "This show is brought to you by the paper mill, who make the paper that we write on."
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "cats.txt").write_text(f"{said} So, cats.")
    (folder / "dogs.txt").write_text(f"{said.replace('paper mill', 'paper & bill')} Now of dogs.")
    monkeypatch.setenv("REFRAIN_DATA", str(folder))
    rule = {"corpus": "talks", "min_words": "12"}
    assert "Nothing would be cut" in words(open_page("clean", **rule))
    app = open_page("clean", **rule, similarity="80")
    told = words(app)
    assert "Cutting 1 fragment, keeping each where it was first seen" in told
    struck = "".join(html.body for html in app.get("html"))
    assert "the paper &amp; bill, who make the paper that we write on. </del>" in struck
    assert 'data-alike="94% alike"' in struck
