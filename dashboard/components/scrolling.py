"""Scrolls to what a page is about."""

from __future__ import annotations

from dashboard.components import scripts


def scroll_to(selector: str, step: int, box: str | None = None) -> None:
    """Show the first element that a CSS selector finds, in the box of that id or on the page.

    A script runs when it is told something else than before: another `step` scrolls again.
    """
    scripts.run("scroll", selector=selector, box=box or "", step=str(step))
