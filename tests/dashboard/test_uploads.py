"""What visitors upload is kept for whoever has the link, up to a number of files."""

from __future__ import annotations

import pytest

from dashboard.uploads import Uploads, why_missing


def read(name: str, content: bytes) -> tuple[str, bytes]:
    if not content:
        raise ValueError("empty")
    return name, content


def test_an_upload_is_found_by_its_name_and_never_by_the_files_name_alone():
    uploads = Uploads(read, kept=3)
    name = uploads.add("talk.txt", b"hello")
    assert uploads[name] == ("talk.txt", b"hello")
    assert "talk.txt" not in uploads
    assert name != uploads.add("talk.txt", b"hello again")
    # Saved under the name it was offered as, and uploaded once more.
    assert uploads.add(name, b"hello") == name


def test_beyond_the_number_kept_the_one_longest_unused_goes():
    uploads = Uploads(read, kept=2)
    one, two = uploads.add("1.txt", b"1"), uploads.add("2.txt", b"2")
    uploads.add("1.txt", b"1")
    three = uploads.add("3.txt", b"3")
    assert [name in uploads for name in (one, two, three)] == [True, False, True]


def test_what_cannot_be_read_is_not_kept():
    uploads = Uploads(read, kept=2)
    with pytest.raises(ValueError, match="empty"):
        uploads.add("nothing.txt", b"")
    assert not len(uploads)


def test_a_link_to_an_upload_that_went_says_so():
    name = Uploads(read, kept=1).add("talk.txt", b"hello")
    assert why_missing(name) == "is no longer on this server"
    assert why_missing("talk.txt") == "is not offered here"
