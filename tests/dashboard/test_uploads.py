"""What visitors upload is kept for whoever has the link, up to a number of files."""

from __future__ import annotations

import pytest

from dashboard.uploads import Files, Uploads, why_missing


def read(name: str, files: Files) -> tuple[str, bytes]:
    (content,) = files.values()
    if not content:
        raise ValueError("empty")
    return name, content


def add(uploads: Uploads, name: str, content: bytes) -> str:
    return uploads.add(name, {name: content})


def test_an_upload_is_found_by_its_name_and_never_by_the_files_name_alone():
    uploads = Uploads(read, kept=3)
    name = add(uploads, "talk.txt", b"hello")
    assert uploads[name] == ("talk.txt", b"hello")
    assert "talk.txt" not in uploads
    assert name != add(uploads, "talk.txt", b"hello again")
    # Saved under the name it was offered as, and uploaded once more.
    assert uploads.add(name, {"talk.txt": b"hello"}) == name


def test_beyond_the_number_kept_the_one_longest_unused_goes():
    uploads = Uploads(read, kept=2)
    one, two = add(uploads, "1.txt", b"1"), add(uploads, "2.txt", b"2")
    add(uploads, "1.txt", b"1")
    three = add(uploads, "3.txt", b"3")
    assert [name in uploads for name in (one, two, three)] == [True, False, True]


def test_what_cannot_be_read_is_not_kept():
    uploads = Uploads(read, kept=2)
    with pytest.raises(ValueError, match="empty"):
        add(uploads, "nothing.txt", b"")
    assert not len(uploads)


def test_a_link_to_an_upload_that_went_says_so():
    name = add(Uploads(read, kept=1), "talk.txt", b"hello")
    assert why_missing(name) == "is no longer on this server"
    assert why_missing("talk.txt") == "is not offered here"


def test_beyond_the_bytes_kept_the_oldest_go_but_never_the_newest():
    uploads = Uploads(read, kept=9, most_bytes=10)
    one, two, three = (add(uploads, f"{n}.txt", bytes(4)) for n in range(3))
    assert [name in uploads for name in (one, two, three)] == [False, True, True]
    big = add(uploads, "big.txt", bytes(99))
    assert [name in uploads for name in (two, three, big)] == [False, False, True]


def test_the_same_files_under_other_paths_are_another_upload():
    uploads = Uploads(lambda name, files: files, kept=9)
    names = {
        uploads.add("two", {"a": b"bc", "d": b"e"}),
        uploads.add("two", {"a": b"b", "cd": b"e"}),
        uploads.add("two", {"d": b"e", "a": b"bc"}),
    }
    assert len(names) == 2
