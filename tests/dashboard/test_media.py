"""The recording beside a transcript is played only where it lies within what was opened."""

from __future__ import annotations

import pytest

from dashboard import media


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """A folder with a recording, beside a secret; the name of its corpus."""
    folder = tmp_path / "shows"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "talk.mp3").write_bytes(b"ID3")
    (folder / "a" / "talk.txt").write_text("So.")
    (folder / "top.webm").write_bytes(b"x")
    (tmp_path / "secret.mp3").write_bytes(b"x")
    (folder / "inside.mp3").symlink_to(folder / "a" / "talk.mp3")
    (folder / "outside.mp3").symlink_to(tmp_path / "secret.mp3")
    (folder / "elsewhere").symlink_to(tmp_path)
    (folder / "loop.mp3").symlink_to(folder / "loop.mp3")
    monkeypatch.setenv("REFRAIN_DATA", f"{folder}:{folder / 'a' / 'talk.txt'}")
    return folder


@pytest.mark.parametrize("name", ["a/talk.mp3", "top.webm", "inside.mp3"])
def test_a_recording_within_the_folder_is_found(corpus, name):
    assert media.media_file("shows", name) == (corpus / name).resolve()


@pytest.mark.parametrize(
    "name",
    [
        "../secret.mp3",
        "a/../../secret.mp3",
        "outside.mp3",
        "elsewhere/secret.mp3",
        "loop.mp3",
        "a/talk.txt",
        "a",
        "none.mp3",
        "a/talk.mp3\0",
        "x" * 5000 + ".mp3",
        "",
    ],
)
def test_nothing_else_is(corpus, name):
    assert media.media_file("shows", name) is None


def test_an_absolute_path_and_a_corpus_that_is_no_path_have_none(corpus):
    assert media.media_file("shows", str(corpus / "a" / "talk.mp3")) is None
    assert media.media_file("shows (upload 0123456789)", "a/talk.mp3") is None


def test_a_recording_beside_a_single_file_is_found_and_one_that_is_too_large_is_not(
    corpus, monkeypatch
):
    assert media.media_file("talk.txt", "talk.mp3") == corpus / "a" / "talk.mp3"
    monkeypatch.setattr(media, "LARGEST", 2)
    assert media.media_file("talk.txt", "talk.mp3") is None
