"""A request that is too large, too slow or one too many is answered with a sentence, and the server
goes on for the others."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from dashboard import settings, visitors
from dashboard.rules import Visitor
from dashboard.server.limits import Bucket, Limits
from dashboard.settings import RequestLimits, Settings, UploadLimits
from tests import coroutines

FEW = RequestLimits(
    head_kb=4, body_mb=0.01, api_per_second=0.001, api_burst=3, slow_seconds=0.2, slow_kb=1000
)


async def read(scope, receive, send):
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


@pytest.fixture
def client(monkeypatch):
    few = Settings(limits=FEW, uploads=UploadLimits(file_mb=1))
    monkeypatch.setattr(settings, "current", lambda: few)
    return TestClient(Limits(read))


def test_a_burst_is_answered_and_what_is_beyond_it_is_not(client):
    assert [client.get("/api/topics").status_code for _ in range(5)] == [200] * 3 + [429] * 2
    assert client.get("/api/topics").json() == {
        "error": "These were too many requests at once. Wait a second."
    }
    assert client.get("/apical").status_code == 200
    # Another visitor has requests of their own.
    with visitors.requesting(Visitor("someone")):
        assert client.get("/api/topics").status_code == 200


@pytest.mark.parametrize("says", [True, False])
def test_a_body_is_bounded_whatever_it_says_of_its_length(client, says):
    sent = b"x" * 10_000
    assert client.post("/", content=sent if says else iter([sent])).text == "10000"
    for more in (sent + b"x", iter([sent, b"x"])):
        refused = client.post("/", content=more)
        assert refused.status_code == 413
        assert refused.json() == {"error": "This is more than the 10,000 bytes that are taken."}
    path = "/_stcore/upload_file/session/file"
    assert client.put(path, content=b"x" * 1024**2).text == "1048576"
    assert client.put(path, content=b"x" * (2 * 1024**2 + 1)).status_code == 413
    # No part of the address makes an upload of what is none.
    assert client.put(f"/x{path}", content=b"x" * 1024**2).status_code == 413


def test_a_head_is_bounded(client):
    assert client.get("/", params={"said": "x" * 3_000}).status_code == 200
    assert client.get("/", params={"said": "x" * 4_000}).status_code == 431
    assert client.get("/", headers={"x": "x" * 4_000}).status_code == 431


def answers(*chunks: tuple[float, bytes]) -> int:
    """The status of the answer to a body that comes in chunks, each after so many seconds."""
    left = list(chunks)
    status = []

    async def receive():
        seconds, body = left.pop(0)
        await asyncio.sleep(seconds)
        return {"type": "http.request", "body": body, "more_body": bool(left)}

    async def send(message):
        if message["type"] == "http.response.start":
            status.append(message["status"])

    scope = {"type": "http", "method": "PUT", "path": "/", "headers": [], "query_string": b""}
    coroutines.run(Limits(read)(scope, receive, send))
    return status[0]


def test_a_body_that_comes_is_read():
    assert answers((0, b"x"), (0, b"x")) == 200


def test_a_body_that_does_not_come_or_drips_is_ended(client):
    assert answers((0, b"x"), (0.5, b"x")) == 408
    assert answers(*[(0.1, b"x")] * 8) == 408


@given(
    st.lists(st.floats(0, 10), min_size=1, max_size=60).map(sorted),
    st.integers(1, 9),
    st.sampled_from([0.5, 1.0, 4.0]),
)
def test_no_stretch_of_time_has_more_than_the_burst_and_what_came_in_it(times, most, rate):
    bucket = Bucket(most, rate, most, times[0])
    taken = [now for now in times if bucket.take(now)]
    assert taken[0] == times[0]
    for first in range(len(taken)):
        for last in range(first, len(taken)):
            came = (taken[last] - taken[first]) * rate
            assert last - first + 1 <= most + came + 1e-6
