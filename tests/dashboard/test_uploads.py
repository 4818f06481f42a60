"""What visitors upload is kept for whoever has the link, up to limits, and until it ends."""

from __future__ import annotations

import re
import time

import pytest

from dashboard import uploads as module
from dashboard.settings import UploadLimits
from dashboard.uploads import Files, Uploads, is_uploads, without_mark


def read(name: str, files: Files) -> tuple[str, bytes]:
    (content,) = files.values()
    if not content:
        raise ValueError("empty")
    return name, content


class Kept(Uploads):
    """Uploads with such limits, which remember what has `ended`."""

    def __init__(self, **limits) -> None:
        self.ended: list[tuple[str, str]] = []
        super().__init__(
            read,
            lambda mark, name: self.ended.append((mark, name)),
            lambda: UploadLimits(**limits),
        )

    def hand_over(self, name: str, content: bytes, owner: str = "") -> str:
        return self.add(name, {name: content}, owner)


def test_an_upload_is_found_by_its_name_and_never_by_the_files_name_alone():
    uploads = Kept()
    name = uploads.hand_over("talk.txt", b"hello")
    assert uploads[name] == ("talk.txt", b"hello")
    assert "talk.txt" not in uploads
    assert name != uploads.hand_over("talk.txt", b"hello again")
    assert is_uploads(name)
    assert without_mark(name) == "talk.txt"
    # Saved under the name it was offered as, and uploaded once more.
    assert uploads.add(name, {"talk.txt": b"hello"}) == name


def test_the_mark_is_128_random_bits_that_say_nothing_of_the_files():
    names = [Kept().hand_over("talk.txt", b"hello") for _ in range(3)]
    assert all(re.fullmatch(r"talk\.txt \(upload [0-9a-f]{32}\)", name) for name in names)
    assert len(set(names)) == 3


def test_the_same_files_are_the_same_upload_for_the_same_owner_alone():
    uploads = Kept()
    anna = uploads.hand_over("talk.txt", b"hello", "anna")
    assert uploads.hand_over("talk.txt", b"hello", "anna") == anna
    bert = uploads.hand_over("talk.txt", b"hello", "bert")
    assert bert != anna
    assert uploads.of_owner("anna") == [anna]
    uploads.end(anna)
    assert uploads[bert] == ("talk.txt", b"hello")
    assert uploads.hand_over("talk.txt", b"hello", "anna") not in (anna, bert)


def test_beyond_the_number_kept_the_one_longest_unused_ends():
    uploads = Kept(kept=2)
    one, two = uploads.hand_over("1.txt", b"1"), uploads.hand_over("2.txt", b"2")
    uploads.hand_over("1.txt", b"1")
    three = uploads.hand_over("3.txt", b"3")
    assert [name in uploads for name in (one, two, three)] == [True, False, True]
    assert [name for _, name in uploads.ended] == [two]


def test_beyond_the_bytes_kept_the_oldest_end_but_never_the_newest():
    uploads = Kept(kept=9, kept_mb=1)
    one, two, three = (uploads.hand_over(f"{n}.txt", bytes(450_000)) for n in range(3))
    assert [name in uploads for name in (one, two, three)] == [False, True, True]
    big = uploads.hand_over("big.txt", bytes(3_000_000))
    assert [name in uploads for name in (two, three, big)] == [False, False, True]
    assert {name for _, name in uploads.ended} == {one, two, three}


def test_what_cannot_be_read_is_not_kept():
    uploads = Kept()
    with pytest.raises(ValueError, match="empty"):
        uploads.hand_over("nothing.txt", b"")
    assert not len(uploads)


def test_an_upload_that_is_ended_is_gone_and_ends_once():
    uploads = Kept()
    name = uploads.hand_over("talk.txt", b"hello")
    uploads.end(name)
    uploads.end(name)
    assert name not in uploads
    with pytest.raises(KeyError):
        uploads[name]
    ((mark, ended),) = uploads.ended
    assert ended == name == f"talk.txt (upload {mark})"


def test_its_beginning_and_end_are_in_the_log_without_what_opens_it(caplog):
    caplog.set_level("INFO", "refrain")
    uploads = Kept()
    name = uploads.hand_over("talk.txt", b"hello")
    uploads.hand_over("talk.txt", b"hello")
    uploads.end(name)
    assert [line.message for line in caplog.records] == ["upload made", "upload ended"]
    assert [line.facts["bytes"] for line in caplog.records] == [5, 5]
    ((mark, _),) = uploads.ended
    assert mark not in "".join(str(line.facts) for line in caplog.records)


def test_an_upload_ends_by_itself_when_its_time_is_over():
    uploads = Kept(hours=0.2 / 3600)
    name = uploads.hand_over("talk.txt", b"hello")
    assert name in uploads
    end = time.monotonic() + 20
    while not uploads.ended and time.monotonic() < end:
        time.sleep(0.02)
    assert [name for _, name in uploads.ended] == [name]
    assert not len(uploads)


def test_once_its_time_is_over_nobody_gets_it_though_nothing_took_it_away_yet(monkeypatch):
    uploads = Kept(hours=1)
    name = uploads.hand_over("talk.txt", b"hello", "anna")
    later = time.time() + 3601
    monkeypatch.setattr(module.time, "time", lambda: later)
    assert name not in uploads
    assert uploads.of_owner("anna") == []
    assert uploads.hand_over("talk.txt", b"hello", "anna") != name


def test_the_same_files_under_other_paths_are_another_upload():
    uploads = Uploads(lambda name, files: files, lambda mark, name: None)
    names = {
        uploads.add("two", {"a": b"bc", "d": b"e"}),
        uploads.add("two", {"a": b"b", "cd": b"e"}),
        uploads.add("two", {"d": b"e", "a": b"bc"}),
    }
    assert len(names) == 2
