"""Each parameter of the address is in one registry: with a meaning, a default, and its pages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from dashboard import url_params
from dashboard.page import Page
from dashboard.url_params import PARAMS, Param
from tests.builders import ROOT
from tests.pages.app import open_page, words

NAMES = {param.name: param for param in PARAMS}
CODE = [
    path
    for folder in ("dashboard", "pages")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.name != "url_params.py" and "server" not in path.parts  # which has no page's address
]


def row(param: Param) -> str:
    """A parameter as docs/pages.md lists it."""
    where = ", ".join(page.title for page in param.pages) or "all"
    default = param.type.write(param.default) if param.default not in (None, "", ()) else ""
    shown = f"`{default}`" if default else ""
    return f"| `{param.name}` | {where} | {param.type.label} | {shown} | {param.meaning} |"


def test_each_name_means_one_thing():
    assert len(NAMES) == len(PARAMS)
    assert all(param.meaning for param in PARAMS)


@pytest.mark.parametrize("param", PARAMS, ids=lambda param: param.name)
def test_what_is_written_to_an_address_is_read_again(param):
    if param.default is None:
        return
    written = param.type.write(param.default)
    values = written if isinstance(written, list) else [written]
    assert param.type.read(values) == param.default


@pytest.mark.parametrize(
    ("type_", "value", "read"),
    [
        (url_params.WHOLE_NUMBER, "12", 12),
        (url_params.WHOLE_NUMBER, "-3", None),
        (url_params.WHOLE_NUMBER, "²", None),
        (url_params.NUMBER, "4.5", 4.5),
        (url_params.NUMBER, "much", None),
        (url_params.SWITCH, "false", False),
        (url_params.SWITCH, "maybe", None),
        (url_params.LISTED, "a,,b", ("a", "b")),
        (url_params.TWO_IDS, "a.b", ("a", "b")),
        (url_params.TWO_IDS, "a.", None),
    ],
)
def test_what_cannot_be_read_is_none(type_, value, read):
    assert type_.read([value]) == read


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_names_a_parameter_by_itself(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        where = f"{path}:{getattr(node, 'lineno', '')}"
        if isinstance(node, ast.Attribute):
            assert node.attr != "query_params", where
        if isinstance(node, ast.keyword) and node.arg in ("key", "bind"):
            value = node.value
            assert not (isinstance(value, ast.Constant) and value.value in NAMES), where
            assert node.arg != "bind", where
        if isinstance(node, ast.Subscript | ast.Call) and "session_state" in ast.unparse(node):
            strings = {c.value for c in ast.walk(node) if isinstance(c, ast.Constant)}
            assert not strings & set(NAMES), where


def test_the_documentation_lists_every_parameter():
    text = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")
    listed = [line for line in text.splitlines() if line.startswith("| `")]
    assert listed == [row(param) for param in PARAMS]


# Which the corpus decides, or the options that there are.
DECIDED_BY_THE_CORPUS = {"corpus", "stop", "a", "b", "find", "show"}


@pytest.mark.parametrize("page", [page for page in Page if page.icon], ids=lambda page: page.title)
def test_a_widget_without_a_value_in_the_address_has_the_default(page):
    app = open_page(page.url_path, corpus="sample.txt")
    kinds = ("selectbox", "multiselect", "toggle", "slider", "select_slider", "button_group")
    widgets = [
        widget for kind in (*kinds, "text_input", "number_input") for widget in app.get(kind)
    ]
    bound = {widget.key: widget.value for widget in widgets if widget.key in NAMES}
    for name, value in bound.items():
        param = NAMES[name]
        assert param.shared or page in param.pages, name
        value = tuple(value) if isinstance(value, list) else value
        if name not in DECIDED_BY_THE_CORPUS:
            assert value == param.default or value == (param.default,), name


@pytest.mark.parametrize(
    ("page", "sent", "told"),
    [
        ("keywords", {"view": "All keywords"}, "At most 500 of each topic"),
        (
            "keywords",
            {"view": "Two topics side by side", "scale": "log"},
            "A word to the right is frequent in",
        ),
        ("fragments", {"view": "dot plot"}, "Each line is a passage that both have"),
    ],
)
def test_links_that_were_sent_earlier_still_lead_there(page, sent, told):
    app = open_page(page, corpus="sample.txt", **sent)
    assert told in words(app)


def test_a_link_of_before_to_two_topics_lists_their_pairs():
    view = {"corpus": "many", "view": "transcript × transcript"}
    for name in ("topic_pair", "of"):
        app = open_page("fragments", **view, **{name: ["t1", "t2"]})
        assert "Transcripts of t1 and t2" in words(app)


def test_two_scales_are_two_parameters():
    query = {"corpus": "sample.txt", "view": "Two topics side by side", "scale": "log"}
    app = open_page("keywords", **query)
    (scale,) = [group for group in app.main.get("button_group") if group.label == "Scale"]
    assert scale.value == "log"
    assert scale.key == "spacing"
    assert app.query_params["tab"] == "Two topics side by side"
    assert "view" not in app.query_params
