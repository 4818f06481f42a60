"""Where there are roots, no file outside of them is read: not by a link, nor by one that comes
later."""

from __future__ import annotations

import os

import pytest

from refrain.loader import LoadOptions, load
from refrain.loader.ledger import Unopened
from refrain.loader.source import Source

SECRET = "what nobody here may read"


@pytest.fixture
def folders(tmp_path):
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text(SECRET, encoding="utf-8")
    (root / "fine.txt").write_text("what anyone may read", encoding="utf-8")
    return root, outside


def test_a_link_that_leads_out_is_named_and_not_followed(folders):
    root, outside = folders
    (root / "link.txt").symlink_to(outside / "secret.txt")
    (root / "hop.txt").symlink_to(root / "link.txt")
    (root / "folder").symlink_to(outside)
    corpus = load(root, LoadOptions(roots=(root.resolve(),)))
    assert [*corpus.transcripts["source"]] == ["fine.txt"]
    kinds = dict(zip(corpus.problems["source"], corpus.problems["kind"], strict=True))
    assert kinds["link.txt"] == kinds["hop.txt"] == "outside-roots"
    assert SECRET not in corpus.transcripts.to_csv() + corpus.problems.to_csv()


@pytest.mark.parametrize("swapped", ["file", "folder"])
def test_what_takes_the_place_of_a_file_after_it_was_found_is_not_read(folders, swapped):
    root, outside = folders
    (root / "inner").mkdir()
    file = root / "inner" / "secret.txt"
    file.write_text("harmless", encoding="utf-8")
    found = Source.of_path(file, "inner/secret.txt", LoadOptions(roots=(root.resolve(),)))
    if swapped == "file":
        file.unlink()
        file.symlink_to(outside / "secret.txt")
    else:
        os.rename(root / "inner", root / "old")
        (root / "inner").symlink_to(outside)
    with pytest.raises(Unopened):
        _ = found.content
