"""A build in a real browser: from what repeats to where it stands, and what it has not."""

from __future__ import annotations

from browser import query


def test_a_build_leads_from_what_repeats_to_the_text(visit_build):
    tab = visit_build.open("/fragments?min_words=20")
    said = visit_build.said()
    assert "--min-words 20" in said, said
    visit_build.click_row(0, 0)
    tab.wait_for_url("**/reader?**")
    visit_build.settle()
    assert query(tab.url)["text"].startswith("sample.txt:")
    visit_build.open("/clean")
    assert "refrain clean" in visit_build.said()
