"""Archives made to do harm, or damaged: each is named, and the rest loads."""

from __future__ import annotations

import gzip

import pytest

import refrain
from refrain.loader import Limits, LoadOptions
from tests.archive_files import tarred, zipped


def load(path, content, **limits):
    path.write_bytes(content)
    return refrain.load(path, LoadOptions(limits=Limits(**limits)))


def found(corpus):
    return corpus.transcripts["text"].tolist(), set(corpus.problems["kind"])


def test_a_packed_file_that_is_a_bomb_is_named_where_it_is_all_that_was_opened(tmp_path):
    corpus = load(tmp_path / "a.txt.gz", gzip.compress(b"a" * 50_000), file_bytes=1_000)
    assert found(corpus) == ([], {"beyond-limit"})


def test_a_packed_file_without_an_ending_is_read(tmp_path):
    assert found(load(tmp_path / "talk.gz", gzip.compress(b"so it began"))) == (
        ["so it began"],
        set(),
    )


def test_a_damaged_member_without_an_ending_does_not_stop_the_rest(tmp_path):
    content = zipped({"data": b"", "ok.txt": b"so it began"})
    at = content.find(b"PK\1\2")
    # The directory says that the member stands where nothing is.
    wrong = content[: at + 42] + (10**6).to_bytes(4, "little") + content[at + 46 :]
    assert found(load(tmp_path / "d.zip", wrong)) == (["so it began"], {"broken-file"})


@pytest.mark.parametrize("make", [zipped, tarred])
def test_names_that_lead_out_are_left_out(tmp_path, make):
    content = make({"../up.txt": b"up", "/root.txt": b"root", "C:/x.txt": b"c", "ok.txt": b"so"})
    assert found(load(tmp_path / "n", content)) == (["so"], {"skipped-file"})
    assert not (tmp_path.parent / "up.txt").exists()


def test_archives_in_archives_are_read_to_a_depth(tmp_path):
    content = zipped({"0.txt": b"depth 0"})
    for depth in range(1, 4):
        content = zipped({"in.zip": content, f"{depth}.txt": b"depth %d" % depth})
    texts, kinds = found(load(tmp_path / "d.zip", content, archive_depth=2))
    assert (sorted(texts), kinds) == (["depth 1", "depth 2", "depth 3"], {"beyond-limit"})


def test_the_first_files_of_too_many_are_read(tmp_path):
    content = zipped({f"{n}.txt": b"so %d" % n for n in range(9)})
    texts, kinds = found(load(tmp_path / "m.zip", content, archive_files=4))
    assert (len(texts), kinds) == (4, {"beyond-limit"})
