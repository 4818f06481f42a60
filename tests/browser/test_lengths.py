"""Prompts that do not fit, in a real browser."""

from __future__ import annotations

from browser import query


def test_a_prompt_that_exceeds_the_budget_leads_to_its_target(visit):
    tab = visit.open("/lengths?corpus=sample.txt&unit=characters&budget=8k")
    assert "7 of 7 prompts exceed 8k characters" in visit.said()
    visit.click_row(0, 0)
    tab.wait_for_url("**/reader?**")
    visit.settle()
    assert query(tab.url)["text"].startswith("sample.txt:")
