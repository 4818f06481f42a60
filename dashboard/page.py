"""The pages: what each is called in the address and in the menu."""

from __future__ import annotations

from enum import Enum


class Page(Enum):
    """A page: its name in the address, its title, and its icon in the menu (none: not in it)."""

    OVERVIEW = ("overview", "Overview", "home")
    TOPICS = ("topics", "Topics", "category")
    LENGTHS = ("lengths", "Lengths", "straighten")
    FRAGMENTS = ("fragments", "Fragments", "repeat")
    KEYWORDS = ("keywords", "Keywords", "key")
    SEARCH = ("search", "Search", "search")
    CLEAN = ("clean", "Clean up", "content_cut")
    READER = ("reader", "Reader", "menu_book")
    CONTAMINATION = ("contamination", "Contamination", "join_inner")
    PASSAGE = ("passage", "Passage", None)
    PAIR = ("pair", "Side by side", None)
    FILES = ("files", "Files", None)

    def __init__(self, url_path: str, title: str, icon: str | None) -> None:
        """Take the fields apart."""
        self.url_path = url_path
        self.title = title
        self.icon = icon and f":material/{icon}:"

    @property
    def script(self) -> str:
        """The page's file, below `pages/`."""
        return f"{self.url_path}/page.py"
