"""No page obeys what stands in a dataset or an address, or names a folder of the server."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import corpora, errors, exchange
from dashboard.page import Page
from dashboard.server import logs
from dashboard.url_params import PARAMS
from refrain import load, report, tokens
from tests.builders import ROOT, SAMPLE
from tests.pages.app import open_page
from tests.security import attacks
from tests.security.attacks import NAME


def protos(app: AppTest) -> list[tuple[str, object]]:
    """Everything that the server sends to the browser: kind and message."""
    sent: list[tuple[str, object]] = []
    todo = list(app._tree.children.values())
    while todo:
        node = todo.pop()
        sent.append((node.type, node.proto))
        todo += getattr(node, "children", {}).values()
    return sent


def unsafe(app: AppTest) -> list[str]:
    """What the browser would take for markup, and is none of ours."""
    bad = []
    for kind, proto in protos(app):
        if kind == "html" or getattr(proto, "allow_html", False):
            html = str(getattr(proto, "body", "")).lower()
            bad += [f"{kind}: {mark}" for mark in attacks.UNSAFE_IN_HTML if mark in html]
        for address in ("url", "page", "href", "link"):
            if str(getattr(proto, address, "")).strip().lower().startswith("javascript"):
                bad.append(f"{kind}.{address}")
    return bad


def named_folders(app: AppTest, *folders: Path) -> list[str]:
    """Folders of the server that are named in what is sent."""
    said = " ".join(str(proto) for _, proto in protos(app))
    return [str(folder) for folder in folders if str(folder) in said]


def query(page: Page) -> dict[str, str]:
    """An address of a page on the dataset, with attacks as all other parameters."""
    asked = {param.name: attacks.ALL for param in PARAMS if not param.pages or page in param.pages}
    rows = corpora.load(NAME).transcripts
    known = {
        Page.READER: {"text": rows["transcript_id"][0]},
        Page.PAIR: {"pair": ".".join(rows["text_id"].astype(str)[:2])},
        Page.FRAGMENTS: {"min_words": "5"},
        Page.SEARCH: {"find": "river"},
    }
    return asked | {"corpus": NAME} | known.get(page, {})


@pytest.mark.parametrize("page", Page, ids=lambda page: page.url_path)
def test_a_page_obeys_neither_a_dataset_nor_an_address(page, hostile):
    app = open_page(page.url_path, **query(page))
    assert unsafe(app) == []
    assert named_folders(app, hostile.parent, ROOT) == []
    assert len(protos(app)) > 10


@pytest.mark.parametrize("asked", ["missing.txt", "empty", attacks.ALL, "../../etc/passwd"])
def test_what_cannot_be_opened_is_named_without_its_folder(asked, hostile):
    app = open_page("overview", corpus=asked)
    assert unsafe(app) == []
    assert named_folders(app, hostile.parent, ROOT) == []


def test_a_tokenizer_that_cannot_be_used_is_named_without_its_folder(hostile):
    file = hostile.parent / "tokenizer.json"
    app = open_page("lengths", corpus="sample.txt", tokenizer=tokens.name_of(file))
    assert "cannot be read" in app.error[0].value
    assert named_folders(app, hostile.parent) == []


@pytest.mark.parametrize("folder", [ROOT / "data", Path("/srv/of a team/x")])
def test_a_message_keeps_the_name_and_loses_the_folder(folder, monkeypatch):
    monkeypatch.setenv("REFRAIN_DATA", str(folder / "talks"))
    message = f"{folder / 'talks' / 'one.srt'} cannot be read, nor can {folder}."
    assert errors.without_folders(message) == "talks/one.srt cannot be read, nor can …."


def test_the_log_says_who_opened_what_and_not_what_they_look_for(hostile, caplog):
    caplog.set_level("INFO", "refrain")
    open_page("search", corpus="sample.txt", find="a phrase of their own", topic="x")
    readable = "".join(map(logs.Readable().format, caplog.records))
    assert re.search(r'page opened who="tab \w{8}" page="search" corpus="sample.txt"', readable)
    assert "phrase" not in readable


def test_a_message_on_an_upload_has_neither_its_folder_nor_its_mark():
    file = exchange.temporary("0123456789abcdef" * 2) / "tmpab_c1" / "talks" / "one.srt"
    assert errors.without_folders(f"{file} cannot be read.") == "talks/one.srt cannot be read."


class Tags(HTMLParser):
    """The tags of a document that run something, or lead somewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.bad += [
            f"{tag} {name}={value}"
            for name, value in attrs
            if name.startswith("on")
            or name == "srcdoc"
            or (value or "").strip().lower().startswith(("javascript:", "http:", "https:"))
        ]


def test_a_report_on_a_hostile_dataset_runs_its_own_scripts_alone(hostile):
    harmless, attacked = Tags(), Tags()
    harmless.feed(report.html(load(SAMPLE)))
    attacked.feed(report.html(corpora.load(NAME)))
    assert attacked.bad == []
    assert attacked.scripts == harmless.scripts
