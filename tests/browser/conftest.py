"""A real Chromium, and a server of the dashboard for it to visit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser import FLAGS, ONLY_HERE, SETTLED, STILL, Server, find_chromium, first_cell
from refrain.builds import LocalEngine
from refrain.builds.building import build
from tests.builders import DATA, SAMPLE

RUNNING: list[Server] = []
OFFERED = ("hostile", "markup", "scripts", "timed", "years")
"""Corpora of single tests. A server for each would take six seconds of processor time to start."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys can be left out: `-m "not browser"`."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def serve(tmp_path_factory) -> Iterator[Callable[..., Server]]:
    """Start a server on the given data; all are stopped at the end."""

    def start(*data: Path) -> Server:
        RUNNING.append(Server(tmp_path_factory.mktemp("server") / "log.txt", *data))
        return RUNNING[-1]

    yield start
    while RUNNING:
        RUNNING.pop().stop()


@pytest.fixture(scope="session")
def offered(tmp_path_factory) -> Path:
    """The folder of the corpora of OFFERED: a test writes its own there before it opens it."""
    return tmp_path_factory.mktemp("offered")


@pytest.fixture(scope="session")
def server(serve, offered) -> Server:
    """A server on the sample corpora and those of OFFERED, shared by the journeys."""
    (settings := offered / "refrain.toml").write_text("samples = false\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFRAIN_SETTINGS", str(settings))
        return serve(SAMPLE, DATA / "sources", *(offered / name for name in OFFERED))


WATCHED = """
(() => {
    const now = () => performance.now();
    window.refrainSocket = {asked: now(), heard: now(), waiting: false};
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function(...what) {
        Object.assign(window.refrainSocket, {asked: now(), waiting: true});
        if (!this.refrainHears) {
            this.refrainHears = true;
            this.addEventListener('message', () => {
                Object.assign(window.refrainSocket, {heard: now(), waiting: false});
            });
            this.addEventListener('close', () => { window.refrainSocket.waiting = false; });
        }
        return send.apply(this, what);
    };
})();
"""
"""JavaScript for every page: when it last asked its server for something, and last heard of it.

Streamlit shows that a script runs only once the server says so.
"""
QUIET = f"""([looks, milliseconds]) => {{
    const now = performance.now();
    const {{asked, heard, waiting}} = window.refrainSocket;
    const last = window.refrainLook;
    const look = window.refrainLook = {{looks, since: last?.looks === looks ? last.since : now}};
    if (waiting || !({SETTLED})()) look.since = now;
    return now - Math.max(look.since, asked, heard) >= milliseconds;
}}"""
"""JavaScript that is true once the page has been settled, and its server quiet, for so long.

Each time that one waits has its own number: a page that was settled before may be about to ask.
"""
MOMENT = 250
"""Milliseconds in which Streamlit sends what was chosen: it waits for 200 whether there is more."""

FOUND = "(area) => area.closest('.js-plotly-plot')._hoverdata?.length"
"""JavaScript that is true once Plotly has found the mark below the mouse: it looks now and then."""


class Visit:
    """A browser tab that knows when the dashboard has settled, and what went wrong in it."""

    def __init__(self, profile: BrowserContext, url: str) -> None:
        self.url = url
        self.settled = 0
        self.outside: list[str] = []
        self.errors: list[str] = []
        # The profile's events cover the tabs that a page opens, too.
        self._watched = {
            "request": lambda request: self._asked(request.url),
            "page": self._watch_sockets,
            "weberror": lambda failure: self.errors.append(str(failure.error)),
            "console": self._console,
        }
        for event, seen in self._watched.items():
            profile.on(event, seen)
        self.page = profile.new_page()

    def leave(self) -> None:
        """Close the tab and those that it opened, and forget what they kept in the browser."""
        profile = self.page.context
        for event, seen in self._watched.items():
            profile.remove_listener(event, seen)
        devtools = profile.new_cdp_session(self.page)
        kept = {"origin": self.url, "storageTypes": "cookies,local_storage,indexeddb"}
        devtools.send("Storage.clearDataForOrigin", kept)
        for page in profile.pages[1:]:
            page.close()

    def _watch_sockets(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._asked(socket.url))

    def _asked(self, url: str) -> None:
        here = (f"{self.url}/", self.url.replace("http", "ws", 1) + "/", "data:", "blob:")
        if not url.startswith(here):
            self.outside.append(url)

    def _console(self, message) -> None:
        # On a deep link Streamlit looks for its server below the page first, and is told 404.
        url = message.location["url"]
        if message.type == "error" and "/_stcore/" not in url:
            self.errors.append(f"{message.text} {url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.settle()

    def settle(self) -> Page:
        """Wait until what was done last has been answered, and is shown."""
        self.settled += 1
        self.page.wait_for_function(QUIET, arg=[self.settled, MOMENT], timeout=60_000)
        return self.page

    def said(self) -> str:
        return self.page.inner_text("[data-testid=stMain]")

    def click_mark(self, picture: int, x: float, y: float) -> None:
        """Click in the plot area of the n-th picture, at shares of its width and height."""
        area = self.page.locator(".nsewdrag").nth(picture)
        area.scroll_into_view_if_needed()
        self.page.wait_for_function(STILL, arg=area.element_handle())
        box = area.bounding_box()
        assert box is not None
        at = (box["x"] + box["width"] * x, box["y"] + box["height"] * y)
        self.page.mouse.move(*at)
        self.page.wait_for_function(FOUND, arg=area.element_handle())
        self.page.mouse.click(*at)
        self.settle()

    def click_row(self, table: int, row: int) -> None:
        """Click in a row (from 0) of the n-th table, in its first column."""
        self.page.mouse.click(*first_cell(self.page, table, row))
        self.settle()


@pytest.fixture(scope="session")
def profile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """What tabs share: Chromium keeps compiled scripts in it, which saves a fifth of each page."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path_factory.mktemp("profile"),
        executable_path=find_chromium(),
        args=[*FLAGS, ONLY_HERE],
        viewport={"width": 1400, "height": 900},
    )
    context.add_init_script(WATCHED)
    yield context
    context.close()


@pytest.fixture
def visit(profile, server) -> Iterator[Visit]:
    """A fresh tab on the shared server; it must have stayed on this machine, without errors."""
    yield from _visit(profile, server)


@pytest.fixture
def visit_installed(profile, installed_server) -> Iterator[Visit]:
    """The same on the dashboard of the installed wheel."""
    yield from _visit(profile, installed_server)


@pytest.fixture
def visit_build(profile, serve, tmp_path) -> Iterator[Visit]:
    """The same on a server of a build of the sample, for repeats of 7 words or more."""
    build([SAMPLE], tmp_path / "made", min_words=7, engine=LocalEngine(1))
    yield from _visit(profile, serve(tmp_path / "made"))


def _visit(profile: BrowserContext, server: Server) -> Iterator[Visit]:
    tab = Visit(profile, server.url)
    yield tab
    tab.leave()
    assert not tab.outside, f"the page asked another machine: {tab.outside}"
    assert not tab.errors, tab.errors
    assert "Traceback" not in server.log.read_text()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """A failed journey shows what the servers printed."""
    report = yield
    if report.failed:
        for server in RUNNING:
            report.sections.append((f"log of {server.url}", server.log.read_text()))
    return report
