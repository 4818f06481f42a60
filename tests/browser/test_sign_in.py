"""The way in, at a provider that runs here: in, denied, too long ago, out, and back to the page of
the link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Page, expect

from browser import Server, query
from browser.server import free_port

PLACE = "/fragments?corpus=sample.txt&min_words=10"
PEOPLE = (
    User(sub="anna", claims={"email": "anna@example.org", "email_verified": True}),
    User(sub="bert", claims={"email": "bert@elsewhere.org", "email_verified": True}),
    User(sub="carl", claims={"email": "carl@example.org", "email_verified": False}),
    User(sub="late", claims={"email": "late@example.org", "email_verified": True}),
)
SETTINGS = '[sign_in]\nmay_enter = ["@example.org"]\nhours = {hours}\n'


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with run_server_in_thread(user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}"


def started(folder: Path, provider: str, hours: float) -> Server:
    """A dashboard whose visitors sign in at the provider, for so many hours."""
    (folder / "refrain.toml").write_text(SETTINGS.format(hours=hours))
    port = free_port()
    named = {
        "REFRAIN_SETTINGS": str(folder / "refrain.toml"),
        "REFRAIN_URL": f"http://localhost:{port}",
        "REFRAIN_OIDC_METADATA": f"{provider}/.well-known/openid-configuration",
        "REFRAIN_OIDC_CLIENT_ID": "refrain",
        "REFRAIN_OIDC_CLIENT_SECRET": "of the tests",
        "REFRAIN_COOKIE_SECRET": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in named.items():
            patch.setenv(name, value)
        return Server(folder / "log.txt", port=port)


@pytest.fixture(scope="module")
def guarded(provider, tmp_path_factory) -> Iterator[Server]:
    with started(tmp_path_factory.mktemp("guarded"), provider, 12) as server:
        yield server


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    # The page of the provider names a style sheet of another machine.
    context.route(re.compile(r"^https?://(?!localhost)"), lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def sign_in(tab: Page, who: str, provider: str, button: str = "Sign in") -> None:
    tab.get_by_role("button", name=button).click()
    tab.wait_for_url(f"{provider}/**")
    tab.locator("button[name=sub]", has_text=who).first.click()


def sign_out(tab: Page, provider: str) -> None:
    """Here and, as it asks, at the provider."""
    tab.get_by_role("button", name="Sign out").click()
    tab.wait_for_url(f"{provider}/**")
    tab.get_by_role("button", name="End session").click()
    tab.get_by_role("button", name="Sign in").wait_for()


def test_a_link_is_kept_through_sign_in_and_gone_after_sign_out(tab, guarded, provider):
    tab.goto(guarded.url + PLACE)
    expect(tab.get_by_role("button", name="Sign in")).to_be_visible()
    assert not tab.get_by_text("sample.txt").count()
    assert tab.request.get(f"{guarded.url}/media/x.mp3").status == 401
    sign_in(tab, "anna", provider)
    tab.get_by_role("heading", name="Fragments").wait_for()
    assert tab.url.startswith(guarded.url)
    assert query(tab.url) == query(PLACE)
    tab.get_by_text("anna").first.wait_for()
    assert tab.request.get(f"{guarded.url}/media/x.mp3").status == 404
    cookies = [one for one in tab.context.cookies() if one["name"].startswith("_streamlit_user")]
    assert cookies
    assert all(one["httpOnly"] for one in cookies)
    sign_out(tab, provider)
    assert tab.request.get(f"{guarded.url}/media/x.mp3").status == 401


def test_whom_the_provider_or_the_rules_deny_sees_nothing(tab, guarded, provider):
    tab.goto(guarded.url + PLACE)
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url(f"{provider}/**")
    tab.get_by_role("button", name="Deny").click()
    tab.wait_for_url(f"{guarded.url}/**")
    tab.get_by_role("button", name="Sign in").wait_for()
    sign_in(tab, "bert", provider)
    tab.get_by_text("who may not open this").wait_for()
    assert not tab.get_by_text("sample.txt").count()
    assert tab.request.get(f"{guarded.url}/media/x.mp3").status == 401
    sign_out(tab, provider)
    # Nor does an address help that nobody verified.
    sign_in(tab, "carl", provider)
    tab.get_by_text("who may not open this").wait_for()


def test_after_its_time_a_sign_in_is_asked_for_again_and_the_page_is_kept(
    browser, tab, provider, tmp_path
):
    with started(tmp_path, provider, 1 / 3600) as server:
        tab.goto(server.url + PLACE)
        sign_in(tab, "late", provider)
        tab.wait_for_url(f"{server.url}/fragments?**")
        tab.wait_for_timeout(1000)
        tab.reload()
        tab.get_by_role("button", name="Sign in again").wait_for()
        assert query(tab.url) == query(PLACE)
        assert tab.request.get(f"{server.url}/media/x.mp3").status == 401
