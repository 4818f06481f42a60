"""What is kept is where the user wants it, whole, and trusted only where it is the user's own."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from refrain import stored_folder
from tests.kept import kept, names

FOR_USERS = pytest.mark.skipif(os.name == "nt", reason="files belong to numbers there")


def test_it_is_in_the_users_cache_folder_unless_named_or_turned_off(tmp_path, monkeypatch):
    assert stored_folder.named_folder({"REFRAIN_CACHE": "here"}) == Path("here")
    assert stored_folder.named_folder({"REFRAIN_CACHE": ""}) is None
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        assert stored_folder.named_folder({}) == tmp_path / "refrain"


def test_a_user_without_a_home_has_no_such_folder(monkeypatch):
    monkeypatch.setattr(stored_folder, "user_cache_dir", lambda *_, **__: "~/.cache/refrain")
    assert stored_folder.named_folder({}) is None


@FOR_USERS
def test_only_the_user_can_read_it(tmp_path):
    place = kept(tmp_path / "cache", "a.answer", 10, age=0)
    for folder in (place, place.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@FOR_USERS
@pytest.mark.parametrize("name", ["a.answer", "a.answer/a", "a.answer/key.json"])
def test_what_another_user_put_there_is_not_trusted(tmp_path, monkeypatch, name):
    place = kept(tmp_path, "a.answer", 10, age=0)
    assert stored_folder.is_kept(place, {"name": "a.answer"})
    if os.getuid() == 0:
        os.chown(tmp_path / name, 12345, -1)
    else:  # nobody but root gives files away
        real = os.lstat

        def lstat(path):
            found = list(real(path))
            found[stat.ST_UID] += path == tmp_path / name
            return os.stat_result(found)

        monkeypatch.setattr(os, "lstat", lstat)
    assert not stored_folder.is_kept(place, {"name": "a.answer"})


@FOR_USERS
def test_where_others_may_write_nothing_is_trusted(tmp_path):
    place = kept(tmp_path, "a.answer", 10, age=0)
    place.chmod(0o777)
    assert not stored_folder.is_kept(place, {"name": "a.answer"})


@pytest.mark.parametrize("size", [1, 70_000, 3_000_000])
def test_a_large_file_that_was_cut_lengthened_or_not_written_to_its_end_is_not_trusted(
    tmp_path, size
):
    place = kept(tmp_path, "a.corpus", size, age=0)
    whole = (place / "a").read_bytes()
    half = size // 2
    unwritten = whole[:half] + bytes(size - half)
    for damaged in (whole[:-1], whole + b"x", bytes(1) + whole[1:], unwritten):
        (place / "a").write_bytes(damaged)
        assert not stored_folder.is_kept(place, {"name": "a.corpus"})
    (place / "a").write_bytes(whole)
    assert stored_folder.is_kept(place, {"name": "a.corpus"})


def test_what_was_just_made_stays_and_makes_the_others_go(tmp_path, monkeypatch):
    kept(tmp_path, "a.corpus", 1000, age=10)
    monkeypatch.setenv("REFRAIN_CACHE_GB", "0")
    kept(tmp_path, "b.corpus", 1000, age=0)
    assert names(tmp_path) == ["b.corpus"]


def test_where_writing_fails_nothing_is_left_and_what_was_there_stays(tmp_path):
    place = kept(tmp_path, "a.corpus", 10, age=0)

    def fail(draft):
        (draft / "b").write_bytes(b"half")
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        stored_folder.keep(place, {"name": "other"}, fail)
    assert names(tmp_path) == ["a.corpus"]
    assert stored_folder.is_kept(place, {"name": "a.corpus"})
    assert not stored_folder.is_kept(place, {"name": "other"})
