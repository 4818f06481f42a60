"""One click opens the recording at the second, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser import SETTLED, first_cell
from tests.shapes import timed

SITE = "https://www.youtube.com/**"
VIDEO = "https://www.youtube.com/watch?v=aaaaaaaaaaa&t="


@pytest.fixture(scope="module")
def timed_server(server, offered):
    """A server on a corpus with times."""
    folder = offered / "timed"
    for name, text in timed().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return server


@pytest.fixture
def tab(profile, timed_server):
    """A page on a corpus with times; the recording's site answers with its address."""
    profile.route(
        SITE, lambda route: route.fulfill(body=route.request.url, content_type="text/plain")
    )
    page = profile.new_page()
    page.goto(f"{timed_server.url}/search?corpus=timed&find=intro0")
    page.get_by_text("is said 2 times").wait_for(timeout=60_000)
    page.wait_for_function(SETTLED, timeout=60_000)
    yield page
    profile.unroute(SITE)
    for one in profile.pages[1:]:
        one.close()


def opened(page, link) -> str:
    """The address of the tab that a click on a link opens."""
    with page.context.expect_page() as new:
        link.click()
    new.value.wait_for_load_state()
    return new.value.url


def test_a_fragment_opens_the_video_at_its_second_and_so_does_a_time_in_the_reader(tab):
    address, _, _ = tab.url.partition("/search")
    tab.goto(f"{address}/fragments?corpus=timed&view=fragment+%C3%97+transcript")
    tab.get_by_text("The fragments whose removal saves most").wait_for(timeout=60_000)
    tab.wait_for_function(SETTLED, timeout=60_000)
    cell = tab.locator("[data-testid=stDataFrame] [role=gridcell]", has_text="0:05").first
    expect(cell).to_be_attached()
    tab.goto(f"{address}/reader?corpus=timed&text=shows/one.md&at=20")
    time = tab.locator(".transcript a.time").first
    expect(time).to_have_attribute("href", f"{VIDEO}5s", timeout=60_000)
    tab.wait_for_function(SETTLED, timeout=60_000)
    assert opened(tab, time) == f"{VIDEO}5s"
    before = tab.url
    button = tab.get_by_role("link", name="Open the recording at 0:0")
    assert opened(tab, button.first).startswith(VIDEO)
    assert tab.url == before
    # What is selected is the text, without the times beside it.
    selected = tab.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('.transcript'));"
        " return getSelection().toString(); }"
    )
    assert selected.strip().startswith("**Ann:** [0:05] intro0")
    assert "**Bo:** [1:03:00] welcomeone" in selected


def test_a_line_of_the_search_opens_the_video_at_its_second_and_stays(tab):
    before = tab.url
    x, y = first_cell(tab, 0, 0)
    # The column of links lies behind topic and time.
    x += -60 + 100 + 68 + 15
    tab.mouse.move(x, y)
    tab.wait_for_timeout(500)
    with tab.context.expect_page() as new:
        tab.mouse.click(x, y)
    new.value.wait_for_load_state()
    assert new.value.url == f"{VIDEO}5s"
    tab.wait_for_timeout(1_000)
    assert tab.url == before
