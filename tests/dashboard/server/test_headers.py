"""What every answer forbids the browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.components import scripts
from dashboard.server.headers import HEADERS, SecurityHeaders
from tests.builders import ROOT


def answer(_: Request) -> Response:
    response = PlainTextResponse("so we began", headers={"X-Frame-Options": "ALLOWALL"})
    response.set_cookie("one", "1")
    response.set_cookie("two", "2", secure=True)
    return response


def client(url: str) -> TestClient:
    app = Starlette(routes=[Route("/", answer)], middleware=[Middleware(SecurityHeaders)])
    return TestClient(app, base_url=url)


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_every_answer_has_them_once(path):
    headers = client("http://localhost").get(path).headers
    for name, value in HEADERS.items():
        assert headers.get_list(name) == [value]


def test_cookies_are_kept_to_tls_where_there_is_tls():
    safe = client("https://localhost").get("/").headers.get_list("set-cookie")
    assert [cookie.lower().count("; secure") for cookie in safe] == [1, 1]
    plain = client("http://localhost").get("/").headers.get_list("set-cookie")
    assert [cookie.lower().count("; secure") for cookie in plain] == [0, 1]


def test_no_script_runs_but_those_that_are_known():
    policy = HEADERS["Content-Security-Policy"]
    (allowed,) = re.findall(r"script-src ([^;]*)", policy)
    assert "unsafe-inline" not in allowed
    assert set(scripts.digests()) < set(allowed.split())
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_what_a_script_is_told_stays_an_attribute(monkeypatch):
    drawn = []
    monkeypatch.setattr(scripts.st, "html", lambda markup, **_: drawn.append(markup))
    scripts.run("go", to='"></script><img src=x onerror=alert(1)>')
    (markup,) = drawn
    assert markup.count("<") == 2
    assert scripts.digest(re.sub(r"</?script[^>]*>", "", markup)) in scripts.digests()


def test_every_script_of_a_page_is_run_by_the_module_that_knows_them():
    pages = [*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    with_scripts = [path for path in pages if "unsafe_allow_javascript" in path.read_text()]
    assert with_scripts == [Path(scripts.__file__)]
