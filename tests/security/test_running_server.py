"""A server that is flooded, dripped at, sent too much or told to stop stays one that answers, and
ends as it should."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import time
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg

from browser import Server
from dashboard.server.metrics import TOKEN
from tests.builders import dump, english
from tests.coroutines import run

REQUESTS = 1_000
CLIENTS = 5
BASE = "/team"
# More than is answered at once: it is looked at by a worker, which has a temporary folder.
LARGE = 1_200_000


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("running")
    (folder / "tmp").mkdir()
    long = folder / "long.txt"
    words = english(1, LARGE // 6)
    long.write_text(dump([("Target: river", words)]), encoding="utf-8")
    (folder / "refrain.toml").write_text(
        "samples = false\n"
        f"roots = [{str(folder)!r}]\n"
        f"corpora = [{{name = 'secret', path = {str(long)!r}, may_see = ['group:editors']}}]\n"
        "[limits]\nslow_seconds = 1\n",
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFRAIN_LOG", "json")
        patch.setenv("REFRAIN_SETTINGS", str(folder / "refrain.toml"))
        patch.setenv("TMPDIR", str(folder / "tmp"))
        running = Server(folder / "log.txt", long, base=BASE)
    yield running
    running.stop()


def said(server: Server) -> list[dict]:
    """The lines of its log."""
    lines = server.log.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


async def status(url: str, path: str) -> int:
    """The status of the answer to one request on a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    try:
        return int((await reader.readline()).split()[1])
    finally:
        writer.close()


def test_it_says_how_it_starts_and_what_is_likely_a_mistake(server):
    lines = said(server)
    started = next(line for line in lines if line["what"] == "started")
    assert started["sign_in"] == "off"
    assert started["corpora"] == 2
    assert started["listens_at"].endswith(f":{urlsplit(server.url).port}{BASE}/")
    assert any("Nobody can see 'secret'" in line["what"] for line in lines)


def test_it_is_ready_and_says_nothing_of_the_machine(server):
    answer = httpx.get(f"{server.url}/healthz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "ready", "settings": "ok", "runtime": "ok"},
    )
    assert "refrain_sessions" in httpx.get(f"{server.url}/metrics").text
    for path in ("metrics", "_stcore/metrics"):
        stranger = httpx.get(f"{server.url}/{path}", headers={"X-Forwarded-For": "192.0.2.1"})
        assert stranger.status_code == 403
        assert TOKEN not in stranger.text


def test_of_a_thousand_requests_at_once_those_within_the_limit_are_answered(server):
    async def flood() -> tuple[Counter[int], int]:
        asked = [status(server.url, f"{BASE}/api/none") for _ in range(REQUESTS)]
        *answers, healthy = await asyncio.gather(*asked, status(server.url, f"{BASE}/healthz"))
        return Counter(answers), healthy

    answers, healthy = run(flood())
    print(f"{REQUESTS} requests at once: {dict(answers)}")
    assert answers.total() == REQUESTS
    assert healthy == 200
    refused = answers.pop(429)
    assert refused > REQUESTS / 2
    assert answers.total() >= 50
    assert set(answers) <= {200, 404}
    # A flood of requests is no flood of lines.
    assert sum(line.get("status") == 429 for line in said(server)) < 50


def test_slow_and_oversized_requests_end_and_the_others_go_on(server):
    # After a flood: two requests more in this time, of which this asks for one.
    while httpx.get(f"{server.url}/api/none").status_code == 429:
        time.sleep(0.2)
    host = ("127.0.0.1", urlsplit(server.url).port)
    started = f"PUT {BASE}/_stcore/upload_file/a/b HTTP/1.1\r\nHost: x\r\n"
    dripping = [socket.create_connection(host) for _ in range(50)]
    for connection in dripping:
        connection.sendall(b"GET / HTTP/1.1\r\nX-")
    post = f"POST {BASE}/api/none HTTP/1.1\r\nHost: x\r\nContent-Length: "
    with socket.create_connection(host) as large:
        large.sendall(f"{post}99999999999\r\n\r\n".encode())
        assert large.recv(12) == b"HTTP/1.1 413"
    with socket.create_connection(host) as head:
        head.sendall(f"GET {BASE}/ HTTP/1.1\r\nHost: x\r\nX: {'x' * 40_000}\r\n\r\n".encode())
        assert head.recv(12) == b"HTTP/1.1 431"
    with socket.create_connection(host) as upload:
        upload.sendall(f"{started}Content-Length: 999\r\n\r\nx".encode())
        assert upload.recv(12) in (b"HTTP/1.1 403", b"HTTP/1.1 408")
    assert httpx.get(f"{server.url}/healthz").status_code == 200
    for connection in dripping:
        connection.close()


SECRETS = (b"may_see", b"group:editors", b"root:", b"def lifespan", b"Target: river")
UP = ("..", "%2e%2e", "..%2f..", "%252e%252e", "..%5c..", "....//", ".%00.")
TARGETS = ("etc/passwd", "refrain.toml", "app.py", "long.txt", ".streamlit/secrets.toml")
BELOW = ("", "app/static/", "media/", "static/", "component/", "_stcore/upload_file/")


def test_no_address_leads_to_a_file_of_the_server(server):
    port = urlsplit(server.url).port

    async def raw(path: str) -> bytes:
        """The answer to a path that no library has tidied up."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        try:
            return await reader.read()
        finally:
            writer.close()

    async def all_of_them(paths: list[str]) -> list[bytes]:
        return [await raw(path) for path in paths]

    paths = [
        f"{BASE}/{below}{'/'.join([up] * depth)}/{target}"
        for below in BELOW
        for up in UP
        for depth in (1, 9)
        for target in TARGETS
    ]
    answers = run(all_of_them(paths))
    told = [
        path for path, answer in zip(paths, answers, strict=True) for s in SECRETS if s in answer
    ]
    print(f"{len(paths)} addresses that lead out of what is served")
    assert told == []
    assert {int(answer.split()[1]) for answer in answers} <= {200, 307, 400, 403, 404, 405, 429}


def test_it_stops_soon_and_takes_all_with_it_while_people_are_connected(server):
    async def visit() -> int:
        place = f"{server.url.replace('http', 'ws')}/_stcore/stream"
        visitors = [
            await websockets.connect(place, subprotocols=["streamlit"], max_size=None)
            for _ in range(CLIENTS)
        ]
        for visitor in visitors:
            rerun = BackMsg()
            rerun.rerun_script.query_string = "corpus=long.txt"
            await visitor.send(rerun.SerializeToString())
        while not any(temporary.glob("refrain-*")):
            await asyncio.sleep(0.1)
        server.process.send_signal(signal.SIGTERM)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, server.process.wait, 20)

    temporary = server.log.parent / "tmp"
    begun = time.monotonic()
    code = run(visit())
    print(f"stopped with {CLIENTS} visitors after {time.monotonic() - begun:.1f} s")
    assert code == 0
    assert not list(temporary.iterdir())
    assert any(line["what"] == "stopped" for line in said(server))
