"""The endings of text files, by what is in them; each format names those it is found under."""

from __future__ import annotations

TEXT = (".txt", ".text")
MARKDOWN = (".md", ".markdown")
