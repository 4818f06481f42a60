"""The tables at `/api/…`: what programs rely on."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import httpx
import jsonschema
import openapi_spec_validator
import pandas as pd
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from browser.server import free_port
from dashboard import corpora
from dashboard.corpora import Offer
from dashboard.loading import Loaded, Loading
from dashboard.server import api
from dashboard.server.api import answering
from dashboard.server.api.description import openapi
from dashboard.server.guard import Guard
from dashboard.tables.registry import TABLES
from tests import coroutines
from tests.builders import ROOT, SAMPLE, corpus_of

APP = Starlette(routes=api.routes(), middleware=[Middleware(Guard)])
NEEDED = {"places": {"fragment": ""}, "suggested-topics": {"suggest": "true"}}
NEEDED["suggested-texts"] = NEEDED["suggested-topics"]
NEEDED["contaminated-texts"] = NEEDED["contaminated-passages"] = {"reference": "sources"}


@pytest.fixture(scope="module")
def client() -> TestClient:
    """What asks."""
    return TestClient(APP)


@pytest.fixture
def offer(monkeypatch):
    """Makes the dashboard offer these corpora alone."""

    def make(**offers: Offer) -> None:
        monkeypatch.setattr(corpora, "_all", lambda: offers)

    return make


def rows_of(client: TestClient, address: str) -> list[dict]:
    answer = client.get(f"/api/{address}")
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


def test_the_description_is_openapi_and_every_table_is_as_it_says(client):
    description = client.get("/api/openapi.json").json()
    openapi_spec_validator.validate(description)
    NEEDED["places"]["fragment"] = rows_of(client, "fragments?corpus=sample.txt")[0]["fragment"]
    assert set(description["paths"]) == {f"/api/{name}" for name in TABLES}
    for path, item in description["paths"].items():
        query = {"corpus": "sample.txt", "find": "the", **NEEDED.get(path[5:], {})}
        names = {param.get("name") for param in item["get"]["parameters"]}
        query = {name: value for name, value in query.items() if name != "find" or "find" in names}
        answer = client.get(path, params=query)
        assert answer.status_code == 200, (path, answer.text)
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.validate(answer.json(), schema)
        described = schema["properties"]["rows"]["items"]["properties"]
        assert all(list(row) == list(described) for row in answer.json()["rows"])


def test_the_page_for_people_names_every_table_and_column(client):
    page = client.get("/api").text
    for table in TABLES.values():
        assert f'href="/api/{table.name}"' in page
        assert all(f"<code>{column}</code>" in page for column in table.columns)


def test_the_formats_say_the_same(client):
    rows = rows_of(client, "findings?corpus=sample.txt")
    parquet = client.get("/api/findings?corpus=sample.txt&format=parquet")
    frame = pd.read_parquet(io.BytesIO(parquet.content))
    in_csv = client.get("/api/findings?corpus=sample.txt", headers={"accept": "text/csv"})
    lines = list(csv.DictReader(io.StringIO(in_csv.content.decode("utf-8-sig"))))
    assert list(rows[0]) == list(frame) == list(lines[0])
    for column in ("severity", "message", "line", "count"):
        values = [row[column] for row in rows]
        assert frame[column].astype(object).where(frame[column].notna(), None).tolist() == values
        assert [line[column] for line in lines] == [str(v) if v is not None else "" for v in values]


def test_csv_for_people_runs_no_formula_and_data_stays_as_it_is(client, offer, tmp_path):
    (tmp_path / "=1+1").mkdir()
    (tmp_path / "=1+1" / "talk.txt").write_text("=HYPERLINK(here) is what I say")
    offer(talks=Offer(tmp_path))
    for name, of_topic in (("topics", "'=1+1"), ("transcripts", "=1+1")):
        text = client.get(f"/api/{name}?format=csv").content.decode("utf-8-sig")
        assert next(csv.DictReader(io.StringIO(text)))["topic"] == of_topic
        assert rows_of(client, name)[0]["topic"] == "=1+1"


def test_pages_of_rows_lead_to_each_other_and_together_are_all(client):
    whole = rows_of(client, "keywords?corpus=sample.txt&limit=10000")
    address: str | None = "/api/keywords?corpus=sample.txt&limit=500"
    rows, links = [], []
    while address:
        answer = client.get(address)
        assert answer.headers["x-total-count"] == str(len(whole))
        rows += answer.json()["rows"]
        links.append(answer.headers["link"])
        following = re.search(r'<([^>]+)>; rel="next"', links[-1])
        address = following and following[1]
    assert rows == whole
    assert len(links) == -(-len(whole) // 500)
    assert [link.count('rel="prev"') for link in links] == [0, *[1] * (len(links) - 1)]


def test_what_is_listed_only_as_far_as_asked_for_can_be_had_to_the_end(client, offer, tmp_path):
    (tmp_path / "one.txt").write_text("word " * 2_500)
    offer(words=Offer(tmp_path / "one.txt"))
    first = client.get("/api/lines?find=word&limit=1000&offset=1000")
    assert (first.json()["total"], len(first.json()["rows"])) == (2_500, 1_000)
    assert 'offset=2000>; rel="next"' in first.headers["link"]
    last = client.get("/api/lines?find=word&limit=1000&offset=2000")
    assert len(last.json()["rows"]) == 500
    assert "next" not in last.headers["link"]


@pytest.mark.parametrize(
    ("address", "status", "parameter"),
    [
        ("nothing", 404, None),
        ("topics/", 200, None),
        ("topics?measure=beauty", 400, "measure"),
        ("topics?colour=red", 400, "colour"),
        ("topics?picture=box", 400, "picture"),  # of another page
        ("topics?min_words=5&kind=shared", 200, None),  # of all pages
        ("topics?topic=no+such+topic", 400, "topic"),
        ("topics?role=referee", 400, "role"),
        ("topics?topic=&role=", 200, None),
        ("topics?suggest=true&suggested=99", 400, "suggested"),
        ("topics?measure=tokens&tokenizer=none", 400, "tokenizer"),
        ("suggested-topics", 400, "suggest"),
        ("fragments?min_words=4", 400, "min_words"),
        ("fragments?min_words=many", 400, "min_words"),
        ("fragments?kind=rare", 400, "kind"),
        ("repeated-share?at_least=nan", 400, "at_least"),
        ("shared-passages?pair=one.two", 400, "pair"),
        ("places?fragment=a.1.2", 400, "fragment"),
        ("repeated-passages?text=a", 400, "text"),
        ("files?taken_for=poem", 400, "taken_for"),
        ("lengths?unit=minutes", 400, "unit"),
        ("lengths?distinct=perhaps", 400, "distinct"),
        ("topics?limit=0", 400, "limit"),
        ("topics?limit=10001", 400, "limit"),
        ("topics?offset=-1", 400, "offset"),
        ("topics?offset=" + "9" * 5_000, 400, "offset"),
        ("topics?format=xml", 400, "format"),
    ],
)
def test_a_request_that_cannot_be_answered_says_what_to_do(client, address, status, parameter):
    mark = "&" if "?" in address else "?"
    answer = client.get(f"/api/{address}{mark}corpus=sample.txt")
    assert answer.status_code == status, answer.text
    if status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem.get("parameter") == parameter
        assert problem["status"] == status
        assert len(problem["detail"]) > 20


def test_a_format_that_nobody_makes_is_not_acceptable(client):
    assert client.get("/api/topics", headers={"accept": "text/html"}).status_code == 406
    liked = {"accept": "text/html, text/csv;q=0.1, application/vnd.apache.parquet;q=0.5"}
    parquet = client.get("/api/topics?corpus=sample.txt", headers=liked)
    assert parquet.headers["content-type"] == "application/vnd.apache.parquet"


def test_what_someone_may_not_see_is_not_there(client, offer):
    offer(open=Offer(SAMPLE), secret=Offer(SAMPLE, "", ("@board.example",)))
    hidden, unknown = (client.get(f"/api/topics?corpus={name}") for name in ("secret", "absent"))
    assert client.get("/api/topics?corpus=open").status_code == 200
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.text.replace("secret", "absent") == unknown.text


def test_an_error_in_the_code_is_no_secret_and_no_traceback(client, offer):
    offer(broken=None)  # type: ignore[arg-type]
    answer = client.get("/api/topics?corpus=broken")
    assert answer.status_code == 500
    assert "AttributeError" in answer.text
    assert "Traceback" not in answer.text


def test_rows_that_one_has_are_not_sent_again(client):
    address = "/api/topics?corpus=sample.txt"
    first = client.get(address)
    assert first.headers["cache-control"] == "private, no-cache"
    again = client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"{address}&role=shot", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.fixture
def slow(monkeypatch) -> Iterator[Event]:
    """The corpus “slow” is loaded once the event is set."""
    ready = Event()

    def read(progress) -> Loaded:
        progress("talk.txt", 0.25)
        ready.wait(60)
        return Loaded(corpus_of("some words"))

    load, whole = Loading(read, lambda: 10), corpora.loading
    monkeypatch.setattr(
        corpora, "loading", lambda name, columns: load if name == "slow" else whole(name, columns)
    )
    yield ready
    ready.set()


def test_what_takes_long_is_said_to_and_can_be_asked_for_again(client, slow, monkeypatch):
    monkeypatch.setattr(answering, "PATIENCE", 0.05)
    answer = client.get("/api/transcripts?corpus=slow")
    assert answer.status_code == 202
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["stage"] == "talk.txt"
    assert answer.json()["share"] == 0.25
    slow.set()
    monkeypatch.setattr(answering, "PATIENCE", 60)
    assert rows_of(client, "transcripts?corpus=slow")[0]["text"] == "some words"


def test_while_one_waits_others_are_answered(slow, monkeypatch):
    monkeypatch.setattr(answering, "PATIENCE", 60)

    async def ask() -> list[int]:
        transport = httpx.ASGITransport(app=APP)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            waiting = asyncio.create_task(client.get("/api/transcripts?corpus=slow"))
            await asyncio.sleep(0.1)  # it has begun
            other = await client.get("/api/topics?corpus=sample.txt")
            assert not waiting.done()
            slow.set()
            return [other.status_code, (await waiting).status_code]

    assert coroutines.run(ask()) == [200, 200]


@pytest.fixture
def served() -> Iterator[str]:
    """The address of a server that answers for tables."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(APP, port=port, log_level="error"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join()


def test_what_the_documentation_shows_runs(served, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(bash|python)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert {language for language, _ in blocks} == {"bash", "python"}
    for language, code in blocks:
        code = code.replace("http://localhost:8501", served)
        if language == "python":
            exec(code, {})
        elif shutil.which("curl"):
            subprocess.run(["sh", "-ec", code.replace("curl ", "curl -fsS ")], check=True)
        else:
            Path("fragments.parquet").write_bytes(
                httpx.get(f"{served}/api/fragments?format=parquet").content
            )


def test_the_documentation_says_how_many_rows_are_given():
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert "1,000 at first and 10,000 at most in JSON and CSV; 100,000 in Parquet" in text
    params = openapi()["components"]["parameters"]
    assert params["limit"]["description"].endswith(
        "10,000 in json, 10,000 in csv, 100,000 in parquet)"
    )
