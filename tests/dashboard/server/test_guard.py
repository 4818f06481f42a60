"""Nobody who has not signed in gets what is guarded, and whoever signs in comes back to a page of
this server, whatever a cookie says."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.testclient import TestClient

from dashboard.server import addresses
from dashboard.server.guard import Guard
from tests.dashboard.signing_in import cookies

PLACE = "/keywords?corpus=a%20b&topic=%C3%A9"


async def answer(request: Request):
    if request.url.path.endswith("/oauth2callback"):
        return RedirectResponse(request.query_params.get("to", f"{addresses.base()}/"), 302)
    return PlainTextResponse("here you are")


@pytest.fixture(params=["", "/team"], ids=["at the root", "below a base"])
def base(request, monkeypatch, sign_in) -> str:
    monkeypatch.setattr(addresses, "base", lambda: request.param)
    return str(request.param)


@pytest.fixture
def ask(base):
    """Asks for an address: the answer, of a server whose every address answers."""
    app = Starlette()
    app.add_route("/{path:path}", answer, methods=["GET", "PUT", "POST", "HEAD"])

    def get(path: str, sent: dict[str, str] | None = None, method: str = "GET"):
        client = TestClient(Guard(app), cookies=sent or {}, follow_redirects=False)
        return client.request(method, base + path)

    return get


@pytest.mark.parametrize(
    "path",
    ["/api", "/api/", "/api/fragments?corpus=x", "/media/1.mp3", "/api//x", "/%61pi/x"],
)
def test_what_is_guarded_is_for_who_has_signed_in(ask, path, set_up):
    set_up('[sign_in]\nmay_enter = ["group:editors"]')
    for method in ("GET", "HEAD", "POST"):
        assert ask(path, method=method).status_code == 401
    assert ask(path, {"_streamlit_user": "forged"}).status_code == 401
    assert ask(path, cookies(groups=["others"])).status_code == 401
    assert ask(path, cookies(iat=0)).status_code == 401
    assert ask(path, cookies()).text == "here you are"


def test_a_file_is_handed_over_by_who_has_signed_in_and_where_it_is_allowed(ask, set_up):
    upload = "/_stcore/upload_file/session/file"
    assert ask(upload, method="PUT").status_code == 401
    assert ask(upload, cookies(), "PUT").status_code == 200
    set_up("uploads = {allowed = false}")
    assert ask(upload, cookies(), "PUT").status_code == 403


def test_the_way_in_is_for_everyone(ask):
    for path in ("/", "/keywords", "/_stcore/health", "/static/app.js", "/apis", "/mediation"):
        assert ask(path).text == "here you are"


def test_whoever_signs_in_comes_back_to_the_page_they_came_for(ask, base):
    asked = ask(PLACE)
    (kept,) = asked.cookies.items()
    header = asked.headers["set-cookie"].lower()
    assert all(part in header for part in ("httponly", "samesite=lax", f"path={base}/;"))
    back = ask("/oauth2callback?state=x", dict([kept]))
    assert back.headers["location"] == base + PLACE
    assert "max-age=0" in back.headers["set-cookie"].lower()
    # Whoever may enter already is sent nowhere later.
    assert "set-cookie" not in ask(PLACE, cookies()).headers


def test_a_sign_in_that_failed_or_leads_elsewhere_is_left_as_it_is(ask, base):
    kept = {"refrain_return": quote(base + PLACE, safe="")}
    assert ask("/oauth2callback?to=/oops", kept).headers["location"] == "/oops"
    assert ask("/oauth2callback").headers["location"] == f"{base}/"


@pytest.mark.parametrize(
    "place",
    [
        "https://evil.example/keywords",
        "//evil.example/keywords",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example/keywords",
        "http:keywords",
        "javascript:alert(1)",
        "{base}//evil.example",
        "{base}/keywords/../../evil",
        "{base}/keywords\r\nset-cookie: a=b",
        "{base}/keywords\t",
        "{base}/media/x.mp3",
        "{base}/oauth2callback",
        "{base}/é",
        "@evil.example/keywords",
        "keywords",
        "",
        "x" * 10_000,
    ],
)
def test_no_cookie_leads_away_from_the_pages(ask, base, place):
    kept = {"refrain_return": quote(place.format(base=base), safe="")}
    answer = ask("/oauth2callback", kept)
    assert answer.headers["location"] == f"{base}/"
    assert "a" not in answer.cookies


def test_an_address_that_is_too_long_is_not_remembered(ask):
    assert "set-cookie" in ask(f"/keywords?word={'x' * 1_900}").headers
    assert "set-cookie" not in ask(f"/keywords?word={'x' * 2_100}").headers
