"""What is kept is bounded, and nothing of anyone else's is ever removed."""

from __future__ import annotations

import os

import pytest

from refrain import stored_folder


def kept(folder, name, size, age):
    place = folder / name
    stored_folder.keep(place, {"name": name}, lambda draft: (draft / "a").write_bytes(b"x" * size))
    now = (place / "key.json").stat().st_mtime
    os.utime(place / "key.json", (now - age, now - age))
    return place


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_beyond_the_limit_what_was_not_used_for_longest_goes(tmp_path):
    kept(tmp_path, "new.corpus", 1000, age=10)
    kept(tmp_path, "old.fragments", 1000, age=1000)
    used = kept(tmp_path, "used.corpus", 1000, age=2000)
    assert stored_folder.is_kept(used, {"name": "used.corpus"})
    stored_folder.trim(tmp_path, 3000)
    assert names(tmp_path) == ["new.corpus", "used.corpus"]


def test_what_was_just_made_stays_and_makes_the_others_go(tmp_path, monkeypatch):
    kept(tmp_path, "a.corpus", 1000, age=10)
    monkeypatch.setenv("REFRAIN_CACHE_GB", "0")
    kept(tmp_path, "b.corpus", 1000, age=0)
    assert names(tmp_path) == ["b.corpus"]


def test_what_is_not_ours_stays(tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/a.jpg").write_bytes(b"x" * 1000)
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    kept(tmp_path, "a.corpus", 1000, age=10)
    stored_folder.trim(tmp_path, 0)
    assert names(tmp_path) == ["a.txt", "photos"]


def test_a_draft_that_nobody_finishes_goes_and_one_at_work_stays(tmp_path):
    for name, age in (("abandoned", 100_000), ("at-work", 10)):
        draft = tmp_path / f".draft-{name}"
        draft.mkdir()
        now = draft.stat().st_mtime
        os.utime(draft, (now - age, now - age))
    stored_folder.trim(tmp_path, 10**9)
    assert names(tmp_path) == [".draft-at-work"]


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
