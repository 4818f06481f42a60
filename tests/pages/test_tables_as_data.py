"""Below each table that a page shows is its address as data, and there are the same rows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.components.markdown import one_line
from dashboard.server import api
from dashboard.tables.asked import Asked, select
from dashboard.tables.registry import TABLES
from refrain.partial_table import PartialTable
from refrain.topic_model import MARK
from refrain.topics import topic_label
from tests.pages.app import open_page
from tests.pages.tables_shown import Shown, tables_shown

FEW = {"topic": ["mixtral8x7b", "dpo", "full-stack"]}
PAGES: list[tuple[str, dict[str, Any]]] = [
    ("overview", {}),
    ("overview", {**FEW, "role": "shot"}),
    ("overview", {"suggest": "true"}),
    ("topics", {**FEW, "measure": "texts"}),
    ("topics", {"suggest": "true", "suggested": "3", "topic_names": "cats", "measure": "tokens"}),
    ("topics", {"corpus": "talks"}),
    ("lengths", {"corpus": "talks", "unit": "words", "budget": "4k", "by": "source"}),
    ("lengths", {"of": "transcripts", "distinct": "false", "tokenizer": "cl100k"}),
    ("lengths", FEW),
    ("lengths", {"corpus": "timed", "unit": "minutes"}),
    ("fragments", {"similarity": "80", "at_least": "20", "sort": "share repeated"}),
    ("fragments", {"view": "transcript × transcript", "min_words": "8", **FEW}),
    ("fragments", {"view": "fragment × transcript", "similarity": "80", "kind": "excerpt"}),
    ("fragments", {"view": "fragment × transcript", "corpus": "timed"}),
    ("fragments", {"view": "dot plot", "min_words": "8", "similarity": "80"}),
    ("keywords", {"tab": "All keywords", "word": "model", "under": ":table", "once": "true"}),
    ("keywords", {"tab": "All keywords", "stop": "", "against": "dpo", "statistic": "log-odds"}),
    ("keywords", {"tab": "Two topics side by side", "a": "dpo", "without": "the, a", **FEW}),
    ("search", {"find": "the", "said_in": ["dpo", "react"]}),
    ("search", {"find": "welcomeone", "corpus": "timed"}),
    ("clean", {"min_words": "8", "carriers": "in 3 or more", "keep": "nothing", **FEW}),
    ("clean", {"suggest": "true"}),
    ("contamination", {"reference": "sources", "similarity": "80", "min_words": "30", **FEW}),
    ("reader", {"text": "sample.txt:2.1", "min_words": "8", "similarity": "70"}),
    ("passage", {}),
    ("files", {"corpus": "talks", "name_has": "one"}),
]
"""Of each page some states: what is chosen, and what is not."""
FOR_PEOPLE_ONLY = {"time", "kind_label"}
"""Columns of pages in other words: of `seconds`, and of `kind`."""
WHERE_TIMES_ARE = {"seconds", "recording"}
"""Columns of places in a corpus that has times."""
LEAST_CHARS = 30
"""A cell shows so many characters of a text at least, where it has them."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """What asks for tables; a corpus is there besides that has what the samples lack."""
    folder = tmp_path_factory.mktemp("data") / "talks"
    _write_talks(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFRAIN_DATA", os.pathsep.join([os.environ["REFRAIN_DATA"], str(folder)]))
        yield TestClient(Starlette(routes=api.routes()))


def _write_talks(folder: Path) -> None:
    """Speakers and dates, in two sources, and a text that is very long."""
    folder.mkdir()
    for source in ("one", "two"):
        rows = [
            {
                "text": " ".join(f"{source}{n}word{k}" for k in range(5_000 if n == 5 else 30 + n)),
                "topic": "cats" if n % 3 else "dogs",
                "speaker": "Ann" if n % 2 else "Bo; Ann",
                "published": f"2021-{1 + n % 4:02}-04",
            }
            for n in range(24)
        ]
        pd.DataFrame(rows).to_csv(folder / f"{source}.csv", index=False)


@pytest.fixture(scope="module")
def shown(client: TestClient) -> dict[int, list[Shown]]:
    """By the number of the state in PAGES: the tables that the page shows."""
    most_saving = client.get("/api/fragments?corpus=sample.txt&similarity=80&limit=1").json()
    fragment = most_saving["rows"][0]["fragment"]
    assert fragment.endswith("~80")
    states = [
        (page, {**query, "fragment": fragment} if page == "passage" else query)
        for page, query in PAGES
    ]
    return {
        number: tables_shown(open_page(page, **{"corpus": "sample.txt", **query}))
        for number, (page, query) in enumerate(states)
    }


@pytest.mark.parametrize("number", range(len(PAGES)), ids=lambda n: f"{PAGES[n][0]}-{n}")
def test_what_a_page_shows_is_at_the_address_below_it(number, shown, client):
    assert shown[number]
    for table in shown[number]:
        assert table.address, "a table without its address"
        answer = client.get(f"/{table.address}&limit=10000")
        assert answer.status_code == 200, answer.text
        if table.frame is not None:
            _assert_same(table.frame, answer.json()["rows"])


def test_every_table_was_seen_on_its_page(shown):
    pages = {table.name: table.page.url_path for table in TABLES.values()}
    seen = {
        table.address.partition("?")[0].removeprefix("api/"): PAGES[number][0]
        for number, tables in shown.items()
        for table in tables
        if table.address
    }
    # The lines of a keyword are those of Search.
    assert seen == pages


def test_no_column_is_described_that_is_never_made(shown):
    made: dict[str, set[str]] = {name: set() for name in TABLES}
    for table in (table for tables in shown.values() for table in tables):
        name, _, query = table.address.removeprefix("api/").partition("?")
        values = parse_qs(query, keep_blank_values=True)
        rows = TABLES[name].rows(Asked(select(values), values, 1_000))
        made[name] |= set(rows.rows if isinstance(rows, PartialTable) else rows)
    # All units are never in one state; those of these two are the same.
    made["over-budget"] |= made["lengths"]
    made["unusual-lengths"] |= made["lengths"]
    for name, table in TABLES.items():
        assert set(table.columns) - made[name] <= WHERE_TIMES_ARE, name


def test_without_texts_a_page_has_no_table_and_an_address_no_rows(client):
    for name in TABLES:
        answer = client.get(f"/api/{name}", params={"corpus": "only-labels"})
        asked_for_more = name.startswith(("places", "suggested-", "contaminated-"))
        assert answer.status_code == (400 if asked_for_more else 200), (name, answer.text)


def _assert_same(frame: pd.DataFrame, rows: list[dict[str, Any]]) -> None:
    assert len(frame) == len(rows)
    names = {name: _in_data(name, rows) for name in frame if name not in FOR_PEOPLE_ONLY}
    for name, in_data in names.items():
        for of_page, of_data in zip(frame[name], (row[in_data] for row in rows), strict=True):
            assert _is_same(name, of_page, of_data), (name, of_page, of_data)


def _in_data(name: str, rows: list[dict[str, Any]]) -> str:
    """The name of a page's column: what lengths are grouped by has another each time."""
    return "group" if rows and name not in rows[0] else name


def _is_same(name: str, of_page: Any, of_data: Any) -> bool:
    if name == "topic":
        # A file of transcripts has suggested topics without their mark, and says so beside.
        return of_page in (topic_label(of_data or ""), f"{MARK}{of_data}")
    if name == "rule":
        return (of_page == "✂") == of_data
    if pd.isna(of_page) or of_data is None:
        return pd.isna(of_page) and of_data is None
    if isinstance(of_data, str):
        whole = one_line(of_data)
        of_page = str(of_page)
        is_part = whole.startswith(of_page) or whole.endswith(of_page)
        return is_part and len(of_page) >= min(len(whole), LEAST_CHARS)
    # Pages round some numbers.
    return any(of_page == pytest.approx(round(of_data, n), abs=1e-9) for n in (12, 3, 2, 1, 0))
