"""In a browser, nothing of a hostile dataset or address runs, or is fetched from elsewhere."""

from __future__ import annotations

from urllib.parse import quote

from browser import SETTLED
from tests.security import attacks

PAGES = ("", "keywords", "reader", "fragments", "files")
ASKED = ("topic", "word", "name_has")
# Of the title, hidden text and frames, too.
ATTACKED = "() => [window, ...Array.from(window.frames)].some(one => one.attacked !== undefined)"


def test_no_page_runs_what_a_dataset_or_an_address_says(browser, server, offered):
    tried = attacks.write(offered / "hostile")
    url = server.url
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("dialog", lambda dialog: asked.append(f"dialog {dialog.message}"))
    page = context.new_page()
    rest = "&".join(f"{name}={quote(attacks.ALL)}" for name in ASKED)
    for name in PAGES:
        page.goto(f"{url}/{name}?corpus=hostile&{rest}")
        page.wait_for_timeout(300)
        page.wait_for_function(SETTLED, timeout=60_000)
        assert not page.evaluate(ATTACKED), name
        assert not page.get_by_role("dialog").count(), name
        # What is shown is what was written: an attack is there to be read.
        assert page.locator("[data-testid=stMain]").inner_text()
        links = page.eval_on_selector_all("a", "all => all.map(one => one.href)")
        assert not [link for link in links if link.startswith("javascript:")], name
    context.close()
    here = (f"{url}/", url.replace("http", "ws", 1) + "/", "data:", "blob:")
    assert not [place for place in asked if not place.startswith(here)]
    in_addresses = len(ASKED) * len(attacks.ATTACKS)
    print(f"{tried} attacks in fields, {in_addresses} in addresses, on {len(PAGES)} pages")
