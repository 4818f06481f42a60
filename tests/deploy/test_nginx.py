"""Two processes behind nginx, as `deploy/nginx/refrain.conf` has it: in Chromium, and by many."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from benchmarks import killed
from browser import (
    BASE,
    NO_NGINX,
    SETTLED,
    Server,
    behind_nginx,
    find_nginx,
    query,
)
from browser.server import UNVERIFIED
from tests import coroutines

pytestmark = pytest.mark.browser


class Processes:
    """Two servers below BASE, which can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.running = [self._start(number, 0) for number in (0, 1)]

    def _start(self, number: int, port: int) -> Server:
        return Server(self._folder / f"{number}.txt", base=BASE, port=port)

    def kill(self, number: int) -> None:
        self.running[number].process.kill()
        self.running[number].process.wait()

    def start_again(self, number: int) -> None:
        self.running[number] = self._start(number, self.running[number].port)

    def stop(self) -> None:
        for server in self.running:
            server.stop()


@pytest.fixture(scope="module")
def processes(tmp_path_factory) -> Iterator[Processes]:
    if find_nginx() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_NGINX)
        pytest.skip(NO_NGINX)
    with ExitStack() as stack:
        both = Processes(tmp_path_factory.mktemp("processes"))
        stack.callback(both.stop)
        yield both


@pytest.fixture(scope="module")
def url(processes, tmp_path_factory) -> Iterator[str]:
    with behind_nginx(tmp_path_factory.mktemp("nginx"), processes.running) as address:
        yield address


def test_a_team_at_one_address_notices_little_of_a_killed_process(
    browser, url, processes, tmp_path
):
    errors: list[str] = []
    with browser.new_context(ignore_https_errors=True) as context:
        context.on("console", lambda said: errors.append(said.text) if _matters(said) else None)
        tab = context.new_page()

        # A deep link, in a browser that has never been here.
        answer = tab.goto(f"{url}/keywords?corpus=sample.txt&word=valve")
        settle(tab)
        expect(tab.get_by_text("“valve” in context")).to_be_visible()
        assert "max-age" in answer.headers["strict-transport-security"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        cookies = context.cookies()
        assert {"refrain_process", "_streamlit_xsrf"} <= {cookie["name"] for cookie in cookies}
        assert all(cookie["secure"] for cookie in cookies)
        first = process_of(context)
        assert errors == []

        # Its process ends: the page comes back by itself, at the same address.
        before = tab.url
        processes.kill(first)
        while process_of(context) == first:
            tab.wait_for_timeout(200)
        settle(tab)
        assert tab.url == before
        expect(tab.get_by_text("“valve” in context")).to_be_visible()
        tab.get_by_role("textbox", name="See a word in context").fill("keys")
        tab.keyboard.press("Enter")
        expect(tab.get_by_text("“keys” in context")).to_be_visible(timeout=30_000)

        # The process is back. What is uploaded now is where the page is, and stays in reach.
        processes.start_again(first)
        mine = tmp_path / "mine.txt"
        # Larger than what nginx keeps in memory of a request.
        mine.write_text("so we began with the garden and its roses\n" * 3000)
        tab.locator("input[type=file]").first.set_input_files(mine)
        tab.wait_for_url("**corpus=*mine*", timeout=60_000)
        settle(tab)
        errors.clear()  # that the connection was lost is one
        tab.reload()
        settle(tab)
        assert process_of(context) != first
        assert "mine" in query(tab.url)["corpus"]
        assert "This selection has fewer" in tab.inner_text("[data-testid=stMain]")
        assert errors == []


def settle(tab: Page) -> None:
    tab.wait_for_timeout(300)
    tab.wait_for_function(SETTLED, timeout=60_000)


def process_of(context) -> int:
    """The number of the process that answered a browser last, from 0."""
    return next(int(c["value"]) - 1 for c in context.cookies() if c["name"] == "refrain_process")


def _matters(said) -> bool:
    # On a deep link Streamlit looks for its server below the page first, and is told 404.
    return said.type == "error" and "/_stcore/" not in said.location["url"]


def test_everyone_comes_back_to_what_they_saw_when_a_process_is_killed(url, processes):
    def kill() -> None:
        processes.kill(0)
        processes.start_again(0)

    seen = coroutines.run(killed.crowd(url, "corpus=sample.txt", 6, 2, 1, kill))
    assert not seen.errors
    assert set(seen.before) == {"1", "2"}
    assert len(seen.returns) == seen.moved >= seen.before["1"] > 0
    assert seen.lost == 0


def test_what_is_counted_is_not_told_outside(url, processes):
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{url}/metrics", context=UNVERIFIED)
