"""A real Chromium, and a server of the dashboard for it to visit."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.dashboard import FLAGS, NO_BROWSER, SETTLED, Server, find_browser


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process drives the browser: journeys beside each other would wait for each other."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve(tmp_path_factory) -> Iterator[Callable[..., Server]]:
    """Start a server on the given data; all are stopped at the end."""
    running: list[Server] = []

    def start(*data: Path) -> Server:
        running.append(Server(tmp_path_factory.mktemp("server") / "log.txt", *data))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def server(serve) -> Server:
    """A server on the sample corpora, shared by the journeys."""
    return serve()


class Visit:
    """A browser tab that knows when the dashboard has settled, and what went wrong in it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _request(self, request) -> None:
        if not request.url.startswith((self.url, self.url.replace("http", "ws"), "data:", "blob:")):
            self.outside.append(request.url)

    def open(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.settle()

    def settle(self) -> Page:
        self.page.wait_for_timeout(300)
        self.page.wait_for_function(SETTLED, timeout=60_000)
        self.page.wait_for_timeout(300)
        return self.page

    def said(self) -> str:
        return self.page.inner_text("[data-testid=stMain]")

    def click_mark(self, picture: int, x: float, y: float) -> None:
        """Click in the plot area of the n-th picture, at shares of its width and height."""
        area = self.page.locator(".nsewdrag").nth(picture)
        area.scroll_into_view_if_needed()
        self.page.wait_for_timeout(500)
        box = area.bounding_box()
        assert box is not None
        at = (box["x"] + box["width"] * x, box["y"] + box["height"] * y)
        self.page.mouse.move(*at)
        self.page.wait_for_timeout(300)
        self.page.mouse.click(*at)
        self.page.wait_for_timeout(1000)
        self.settle()


@pytest.fixture
def visit(browser, server) -> Iterator[Visit]:
    """A fresh tab on the shared server; it must have stayed on this machine, without errors."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    tab = Visit(context.new_page(), server.url)
    yield tab
    context.close()
    assert not tab.outside, f"the page asked another machine: {tab.outside}"
    assert not tab.errors, tab.errors
    assert "Traceback" not in server.log.read_text()
