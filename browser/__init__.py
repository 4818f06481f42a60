"""The dashboard in a real Chromium: for browser tests, the pictures in docs/, and benchmarks.

A tool of the checkout, and no part of the package that people install.
"""

from browser.chromium import FLAGS, NO_BROWSER, find_chromium, launched
from browser.page import SETTLED, first_cell, query
from browser.server import Server

__all__ = [
    "FLAGS",
    "NO_BROWSER",
    "SETTLED",
    "Server",
    "find_chromium",
    "first_cell",
    "launched",
    "query",
]
