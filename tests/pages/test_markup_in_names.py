"""Names and texts of a dataset are text on every page: no markup, emoji, colour, maths or link."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from pages.fragments.view_picker import VIEWS
from tests.builders import dump, english
from tests.pages.app import open_page

NAME = ":smile: :red[x] **b** $y^2$ `c` [a](b) <i>"
# What Streamlit reads as Markdown: the value of the first, the label and the help of the second,
# and the options of the last.
VALUES = ("title", "subheader", "markdown", "caption", "info", "warning", "success", "error")
LABELS = (
    "button",
    "expander",
    "metric",
    "toggle",
    "checkbox",
    "selectbox",
    "multiselect",
    "slider",
)
OPTIONS = ("button_group", "pills", "segmented_control", "radio", "tab")
# One that follows a backslash, or is followed by a word joiner, is text.
OBEYED = re.compile(r":smile:(?!\u2060)|:red\[|(?<!\\)\*\*b|(?<!\\)\$y|(?<!\\)`c|\]\(b|(?<!\\)<i>")

PAGES = [
    *(("overview", {}), ("topics", {}), ("lengths", {}), ("keywords", {}), ("clean", {})),
    *(("reader", {}), ("search", {"said": "river"}), ("topics", {"suggest": "true"})),
    *(("fragments", {"view": view, "min_words": "5"}) for view in VIEWS),
    *(("keywords", {"tab": tab}) for tab in ("comparison", "words")),
]


@pytest.fixture(scope="module", autouse=True)
def _named(tmp_path_factory):
    """A dump and a folder whose every name is hostile."""
    top = tmp_path_factory.mktemp("named")
    repeated = english(1, 40)
    for n in range(3):
        folder = top / "folder" / f"{n} {NAME.replace('/', '')}"
        folder.mkdir(parents=True)
        text = (
            f"---\nlanguage: de\n---\n# {NAME}\n\n**{NAME[:9]}:** {repeated} {english(9 + n, 300)}"
        )
        (folder / f"{n}{NAME}.md").write_text(text, encoding="utf-8")
        (folder / f"{n}{NAME}.bin").write_bytes(b"\0")
    labels = [(f"Shot: {NAME}", f"{repeated} {english(2, 50)}"), (f"Target: {NAME}", "")]
    text = dump([*labels, ("Target: x", f"{NAME} {repeated}")])
    (top / f"{NAME}.txt").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFRAIN_DATA", f"{top / 'folder'}:{top / f'{NAME}.txt'}")
        yield


def _markdown(app: AppTest) -> list[str]:
    read = [str(element.value) for kind in VALUES for element in app.get(kind)]
    for kind in (*LABELS, *OPTIONS):
        for element in app.get(kind):
            read += [getattr(element, "label", "") or "", getattr(element.proto, "help", "") or ""]
            if kind in OPTIONS:
                read += [str(option) for option in getattr(element.proto, "options", ())]
    return read


@pytest.mark.parametrize(("page", "query"), PAGES, ids=str)
@pytest.mark.parametrize("corpus", ["folder", f"{NAME}.txt"])
def test_no_page_obeys_a_name(page, query, corpus):
    app = open_page(page, corpus=corpus, **query)
    read = _markdown(app)
    assert [text for text in read if OBEYED.search(text)] == []
    assert len(read) > 4


def test_a_corpus_that_cannot_be_opened_is_named_as_it_is(tmp_path, monkeypatch):
    folder = tmp_path / NAME
    folder.mkdir()
    monkeypatch.setenv("REFRAIN_DATA", str(folder))
    app = open_page("overview", corpus=NAME)
    read = _markdown(app)
    assert any("smile" in text for text in read)
    assert [text for text in read if OBEYED.search(text)] == []
