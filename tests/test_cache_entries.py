"""What is kept is listed and bounded, and nothing of anyone else's is ever removed."""

from __future__ import annotations

import os

from refrain import stored_folder
from refrain.cache_entries import clear, entries, trim
from tests.kept import kept, names


def test_entries_say_what_they_are_last_used_first(tmp_path):
    kept(tmp_path, "a.fragments", 1000, age=50)
    kept(tmp_path, "b.answer", 10, age=10)
    kept(tmp_path, "c.corpus", 10, age=100)
    (tmp_path / "c.corpus/key.json").write_text("[]")  # as of no version
    os.utime(tmp_path / "c.corpus/key.json", (0, 0))
    found = entries(tmp_path)
    assert [(entry.kind, entry.about) for entry in found] == [
        ("answer", "about b.answer"),
        ("index", "about a.fragments"),
        ("corpus", ""),
    ]
    assert [entry.last_used for entry in found] == sorted(
        (entry.last_used for entry in found), reverse=True
    )
    on_disk = sum(file.stat().st_size for file in (tmp_path / "a.fragments").iterdir())
    assert found[1].size == on_disk > 1000
    assert entries(tmp_path / "nowhere") == []


def test_to_clear_leaves_what_refrain_did_not_make_and_what_is_being_made(tmp_path):
    folder = tmp_path / "cache"
    kept(folder, "a.fragments", 1000, age=0)
    (folder / ".draft-at-work").mkdir()
    (folder / "mine.txt").write_text("mine")
    assert clear(folder) == []
    assert names(folder) == [".draft-at-work", "mine.txt"]
    for path in (folder / ".draft-at-work", folder / "mine.txt"):
        path.rmdir() if path.is_dir() else path.unlink()
    assert clear(folder) == []
    assert not folder.exists()
    assert clear(folder) == []


def test_beyond_the_limit_what_was_not_used_for_longest_goes(tmp_path):
    kept(tmp_path, "new.corpus", 1000, age=10)
    kept(tmp_path, "old.fragments", 1000, age=1000)
    used = kept(tmp_path, "used.corpus", 1000, age=2000)
    assert stored_folder.is_kept(used, {"name": "used.corpus"})
    trim(tmp_path, 3000)
    assert names(tmp_path) == ["new.corpus", "used.corpus"]


def test_what_is_not_ours_stays(tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/a.jpg").write_bytes(b"x" * 1000)
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    kept(tmp_path, "a.corpus", 1000, age=10)
    trim(tmp_path, 0)
    assert names(tmp_path) == ["a.txt", "photos"]


def test_a_draft_that_nobody_finishes_goes_and_one_at_work_stays(tmp_path):
    for name, age in (("abandoned", 100_000), ("at-work", 10)):
        draft = tmp_path / f".draft-{name}"
        draft.mkdir()
        now = draft.stat().st_mtime
        os.utime(draft, (now - age, now - age))
    trim(tmp_path, 10**9)
    assert names(tmp_path) == [".draft-at-work"]
