"""The dashboard in a real Chromium: for browser tests, the pictures in docs/, and benchmarks.

A tool of the checkout, and no part of the package that people install.
"""

from browser.chromium import FLAGS, NO_BROWSER, ONLY_HERE, find_chromium, launched
from browser.nginx import BASE, NO_NGINX, behind_nginx, find_nginx
from browser.page import SETTLED, STILL, first_cell, query
from browser.server import Server

__all__ = [
    "BASE",
    "FLAGS",
    "NO_BROWSER",
    "NO_NGINX",
    "ONLY_HERE",
    "SETTLED",
    "STILL",
    "Server",
    "behind_nginx",
    "find_chromium",
    "find_nginx",
    "first_cell",
    "launched",
    "query",
]
