"""A file that was written to has another stamp, whatever its size and its times say."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from refrain.file_stamp import SETTLED, file_stamp
from refrain.loader import stored
from refrain.loader.asked import asked_for


def test_the_same_file_keeps_its_stamp(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("one")
    assert file_stamp(file) == file_stamp(file)


@pytest.fixture
def stat(monkeypatch):
    """What the system says of every file, however it changes."""
    said = {"st_dev": 1, "st_ino": 2, "st_mode": 0o100644, "st_size": 3}
    said |= {"st_mtime": 1000.0, "st_ctime": 1000.0, "st_mtime_ns": 10**12, "st_ctime_ns": 10**12}
    monkeypatch.setattr(Path, "stat", lambda path, **options: SimpleNamespace(**said))
    return said


def test_another_content_of_the_same_size_in_the_same_tick_shows(tmp_path, stat, monkeypatch):
    file = tmp_path / "a.txt"
    file.write_text("one")
    monkeypatch.setattr("time.time", lambda: stat["st_mtime"] + SETTLED / 2)
    before = file_stamp(file)
    file.write_text("two")
    assert file_stamp(file) != before


def test_a_settled_file_is_not_read(tmp_path, stat, monkeypatch):
    file = tmp_path / "a.txt"
    file.write_text("one")
    before = file_stamp(file)
    monkeypatch.setattr(Path, "read_bytes", None)
    assert file_stamp(file) == before


@pytest.mark.parametrize(
    "change", ["st_dev", "st_ino", "st_mode", "st_size", "st_mtime_ns", "st_ctime_ns"]
)
def test_whatever_the_system_says_is_in_the_stamp(tmp_path, stat, change):
    """An older file put in its place has another number; old times on a new content, a newer change
    of the file itself."""
    before = file_stamp(tmp_path / "a.txt")
    stat[change] += 1
    assert file_stamp(tmp_path / "a.txt") != before


def test_a_file_that_went_or_came_shows(tmp_path):
    file = tmp_path / "a.txt"
    gone = file_stamp(file)
    file.write_text("one")
    assert file_stamp(file) != gone


def test_a_broken_link_hides_no_change_of_another_file(tmp_path):
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    file = tmp_path / "a.txt"
    file.write_text("one")
    before = stored.stamp(asked_for(tmp_path))
    file.write_text("two")
    assert stored.stamp(asked_for(tmp_path)) != before
