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
