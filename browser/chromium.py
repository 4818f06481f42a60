"""This machine's Chromium: none is downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
"""The flag with which no other machine can be reached, neither by name nor by number."""
NO_BROWSER = "no Chromium: apt-get install chromium, or name one in REFRAIN_CHROMIUM"


def find_chromium() -> str | None:
    """The path of this machine's Chromium, or None."""
    names = (os.environ.get("REFRAIN_CHROMIUM", ""), "chromium", "chromium-browser")
    return next(filter(None, map(shutil.which, [*names, "google-chrome"])), None)


@contextmanager
def launched(*flags: str) -> Iterator[Browser]:
    """A headless Chromium with FLAGS and those given; SystemExit where this machine has none."""
    path = find_chromium()
    if path is None:
        raise SystemExit(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()
