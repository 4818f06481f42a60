"""Metrics say what goes on, to whom they are for."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard import cached, corpora
from dashboard.server import metrics


def asked(host: str = "127.0.0.1", **headers: str):
    app = Starlette(routes=[Route("/metrics", metrics.metrics)])
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return TestClient(app, client=(host, 1)).get("/metrics", headers=named)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_this_machine_is_told(host):
    assert asked(host).status_code == 200


@pytest.mark.parametrize(
    ("host", "headers"),
    [
        ("192.0.2.1", {}),
        ("127.0.0.1", {"x_forwarded_for": "127.0.0.1"}),
        ("127.0.0.1", {"forwarded": "for=127.0.0.1"}),
        ("127.0.0.1", {"x_real_ip": "127.0.0.1"}),
    ],
)
def test_strangers_are_not_told_and_a_proxy_makes_nobody_local(host, headers):
    refused = asked(host, **headers)
    assert refused.status_code == 403
    assert "refrain_" not in refused.text


def test_a_token_is_the_way_in_where_there_is_one(monkeypatch):
    monkeypatch.setenv(metrics.TOKEN, "of 128 bits")
    assert asked("192.0.2.1", authorization="Bearer of 128 bits").status_code == 200
    for given in ("Bearer of 128 bit", "of 128 bits", "Bearer ", "", "Bearer of 128 bitß"):
        assert asked(authorization=given.encode()).status_code == 403
    assert asked().status_code == 403


def test_what_was_asked_and_computed_is_counted():
    def numbers() -> dict[tuple[str, ...], float]:
        families = text_string_to_metric_families(asked().text)
        return {
            (sample.name, *sample.labels.values()): sample.value
            for family in families
            for sample in family.samples
        }

    before = numbers()
    corpus = corpora.load("sample.txt")
    cached.timing(corpus)
    cached.timing(corpus)
    after = numbers()
    assert after["refrain_answers_asked_total", "timing"] == 2 + before.get(
        ("refrain_answers_asked_total", "timing"), 0
    )
    assert after["refrain_answer_seconds_count", "timing"] >= 1
    assert after["refrain_load_seconds_count", "loaded"] >= 1
    assert after["refrain_resident_memory_bytes", "server"] > 10**7
    assert {
        (f"refrain_{name}",) for name in ("sessions", "uploads", "upload_bytes", "cache_bytes")
    } <= set(after)
    assert {key[1:] for key in after if key[0] == "refrain_jobs"} == {
        (pool, state) for pool in ("loads", "long", "quick") for state in ("waiting", "running")
    }
