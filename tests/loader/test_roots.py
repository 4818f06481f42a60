"""Nothing outside of the roots is opened: by no path, pattern, link, archive or companion."""

from __future__ import annotations

import json
import os

import pytest

import refrain
from refrain.errors import RefrainError
from refrain.loader import LoadOptions


@pytest.fixture
def tree(tmp_path):
    """A folder that may be opened, beside one that may not."""
    inside, outside = tmp_path / "in", tmp_path / "in and more"
    for folder, said in ((inside, "said inside"), (outside, "said outside")):
        folder.mkdir()
        (folder / "talk.txt").write_text(said)
    (outside / "talk.info.json").write_text(json.dumps({"title": "A title outside"}))
    return tmp_path


def loaded(tree, path, root="in") -> tuple[list[str], list[str]]:
    """The texts of what is opened, and the kinds of its problems."""
    options = LoadOptions(roots=(tree.resolve() / root,))
    try:
        corpus = refrain.load(path, options)
    except RefrainError as error:  # nothing of it can be opened
        return [], ["outside-roots"] if "outside of the folders" in str(error) else [str(error)]
    return sorted(corpus.transcripts["text"].dropna()), sorted(corpus.problems["kind"])


def test_what_is_inside_is_opened_by_any_way_that_leads_there(tree):
    (tree / "link").symlink_to(tree / "in")
    for path in ("in", "in/talk.txt", "in and more/../in", "link", "in/*.txt", "link/talk.txt"):
        assert loaded(tree, tree / path) == (["said inside"], [])


@pytest.mark.parametrize(
    "path", ["in and more", "in and more/talk.txt", "in/../in and more/talk.txt", "in and*/*.txt"]
)
def test_what_is_outside_is_not(tree, path):
    texts, kinds = loaded(tree, tree / path)
    assert texts == []
    assert set(kinds) == {"outside-roots"}


def test_a_link_that_leads_out_is_named_and_the_rest_loads(tree):
    (tree / "in" / "a.txt").symlink_to(tree / "in and more" / "talk.txt")
    (tree / "in" / "b.txt").symlink_to(os.path.relpath(tree / "in and more/talk.txt", tree / "in"))
    (tree / "in" / "c.txt").symlink_to(tree / "in" / "a.txt")
    texts, kinds = loaded(tree, tree / "in")
    assert texts == ["said inside"]
    assert set(kinds) == {"outside-roots"}
    (tree / "in" / "d.txt").hardlink_to(tree / "in" / "talk.txt")
    assert loaded(tree, tree / "in" / "d.txt")[0] == ["said inside"]


def test_a_folder_that_is_a_link_out_opens_nothing(tree):
    (tree / "in" / "more").symlink_to(tree / "in and more")
    assert loaded(tree, tree / "in")[0] == ["said inside"]
    assert "said outside" not in loaded(tree, tree / "in" / "more" / "*.txt")[0]


def test_what_stands_beside_a_file_and_leads_out_gives_no_title(tree):
    (tree / "in" / "talk.info.json").symlink_to(tree / "in and more" / "talk.info.json")
    for path in ("in", "in/talk.txt"):
        corpus = refrain.load(tree / path, LoadOptions(roots=(tree.resolve() / "in",)))
        assert "outside" not in corpus.transcripts["title"].to_string()


def test_without_roots_nothing_is_forbidden(tree):
    assert len(refrain.load(tree).transcripts) == 2
