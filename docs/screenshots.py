"""Makes the pictures in docs/ from the sample corpus: `./dev screenshots`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from browser import SETTLED, Server, launched

HERE = Path(__file__).parent
# Name of the picture, address, height.
PICTURES = (
    ("overview", "/?corpus=sample.txt", 900),
    ("topics", "/topics?corpus=sample.txt", 980),
    ("lengths", "/lengths?corpus=sources&unit=words", 640),
    ("fragments", "/fragments?corpus=sample.txt", 1000),
    ("keywords", "/keywords?corpus=sample.txt", 1020),
    ("reader", "/reader?corpus=sample.txt&text=sample.txt:1.3", 900),
)


def main() -> None:
    """Start the dashboard, visit each page in light and dark, and stop it."""
    with (
        launched() as chromium,
        tempfile.TemporaryDirectory() as folder,
        Server(Path(folder) / "log.txt") as server,
    ):
        for scheme in ("light", "dark"):
            visit(chromium, server.url, scheme)


def visit(chromium: Browser, url: str, scheme: str) -> None:
    """Take all pictures in one colour scheme; light ones have the plain name."""
    context = chromium.new_context(color_scheme=scheme, device_scale_factor=1)
    page = context.new_page()
    for name, address, height in PICTURES:
        page.set_viewport_size({"width": 1280, "height": height})
        page.goto(url + address)
        page.wait_for_function(SETTLED)
        page.wait_for_timeout(2500)
        page.screenshot(path=HERE / f"{name}{'' if scheme == 'light' else '-dark'}.png")
        print(name, scheme)
    context.close()


if __name__ == "__main__":
    main()
