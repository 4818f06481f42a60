"""What a dataset or an address says is data to a program that asks for tables, and to the browser
that someone opens such an address in."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import corpora
from dashboard.server import api
from dashboard.server.guard import Guard
from dashboard.tables.registry import TABLES
from dashboard.tables.table import Table
from tests.builders import ROOT
from tests.security import attacks
from tests.security.attacks import NAME

TYPES = ("application/json", "application/problem+json", "text/csv", "application/vnd.apache")
PAGING = ("corpus", "limit", "offset", "format")
VALUES = (attacks.ALL, "../../etc/passwd", "-1", "9" * 400, "\0", "\ud7ff,a..b", "")


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=api.routes(), middleware=[Middleware(Guard)]))


def needed() -> dict[str, str]:
    rows = corpora.load(NAME).transcripts
    return {"find": "river", "pair": ".".join(rows["text_id"].astype(str)[:2]), "suggest": "true"}


def needed_by(table: Table) -> dict[str, str]:
    """The dataset, and what a table cannot be without."""
    rows = corpora.load(NAME).transcripts
    pair = ".".join(rows["text_id"].astype(str)[:2])
    values = {"find": "river", "pair": pair, "suggest": "true"}
    return {"corpus": NAME} | {name: values[name] for name in values if name in table.known_names}


@pytest.mark.parametrize("form", ["json", "csv"])
def test_every_table_of_a_hostile_dataset_is_data(form, client, hostile):
    for table in TABLES.values():
        answer = client.get(f"/api/{table.name}", params=needed_by(table) | {"format": form})
        assert answer.status_code in (200, 400, 404), (table.name, answer.text)
        assert answer.headers["content-type"].startswith(TYPES), table.name
        assert str(hostile.parent).encode() not in answer.content
        if answer.status_code == 200 and form == "csv" and not table.is_dataset:
            cells = pd.read_csv(io.BytesIO(answer.content), dtype=str).to_numpy().ravel()
            assert [cell for cell in map(str, cells) if cell.startswith(("=", "@"))] == []


def test_no_parameter_of_an_address_is_more_than_a_value(client, hostile):
    tried = 0
    for number, table in enumerate(TABLES.values()):
        attacked = [(name, attacks.ALL) for name in table.known_names]
        # What is the same for all tables is tried on some.
        attacked += [(name, value) for name in PAGING for value in VALUES if number < 3]
        for name, value in attacked:
            query = needed_by(table) | {"limit": "5", name: value}
            answer = client.get(f"/api/{table.name}", params=query)
            tried += 1
            what = (table.name, name, value[:20], answer.text[:200])
            assert answer.status_code in (200, 400, 404, 406, 422), what
            assert answer.headers["content-type"].startswith(TYPES), what
            assert str(hostile.parent).encode() not in answer.content, what
            assert str(ROOT).encode() not in answer.content, what
    print(f"{tried} addresses of tables with an attack")
