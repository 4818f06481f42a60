"""A load says how far it is, by bytes, and stops where it is asked to."""

from __future__ import annotations

import gc
import json
import zipfile

import pytest

from refrain import loader
from refrain.loader.source import Source


@pytest.fixture
def folder(tmp_path):
    for name, size in (("a.txt", 100), ("b.txt", 300), ("c.bin", 0), ("d.txt", 600)):
        (tmp_path / name).write_text("so " * (size // 3) + "x" * (size % 3))
    return tmp_path


def test_each_file_is_named_before_it_is_read_with_the_share_of_the_bytes(folder):
    told: list[tuple[str, float]] = []
    loader.load(folder, progress=lambda name, share: told.append((name, share)))
    assert told == [("a.txt", 0.0), ("b.txt", 0.1), ("c.bin", 0.4), ("d.txt", 0.4)]


def test_what_progress_raises_stops_the_load(folder):
    def stop(name: str, share: float) -> None:
        if name == "b.txt":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loader.load(folder, progress=stop)


def test_a_long_file_is_told_again_and_again_while_it_is_read(tmp_path):
    lines = [
        json.dumps({"text": f"so we began with number {n} and went on"}) for n in range(20_000)
    ]
    (tmp_path / "talks.jsonl").write_text("\n".join(lines))
    told: list[tuple[str, float]] = []
    loader.load(tmp_path / "talks.jsonl", progress=lambda *step: told.append(step))
    shares = [share for _, share in told]
    assert len(told) > 50
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert len(set(shares)) > 5
    assert max(shares) <= 1


def test_the_files_of_an_archive_are_named_and_it_can_be_stopped_between_them(tmp_path):
    with zipfile.ZipFile(tmp_path / "talks.zip", "w") as archive:
        for n in range(1, 6):
            archive.writestr(f"{n}.txt", f"number {n} is said here " * 9_000)
    told: list[str] = []
    loader.load(tmp_path / "talks.zip", progress=lambda name, share: told.append(name))
    assert told[0] == "talks.zip"
    assert [name.rpartition("/")[2] for name in told[1:]] == [f"{n}.txt" for n in range(1, 6)]

    def stop(name: str, share: float) -> None:
        told.append(name)
        if name.endswith("3.txt"):
            raise KeyboardInterrupt

    told.clear()
    with pytest.raises(KeyboardInterrupt):
        loader.load(tmp_path / "talks.zip", progress=stop)
    assert told[-1].endswith("3.txt")


@pytest.mark.parametrize("packed", [False, True])
def test_what_was_read_of_a_file_is_let_go_before_the_next_but_one(tmp_path, packed):
    if packed:
        with zipfile.ZipFile(tmp_path / "talks.zip", "w") as archive:
            for n in range(12):
                archive.writestr(f"{n}.txt", f"number {n} is said here")
    else:
        for n in range(12):
            (tmp_path / f"{n}.txt").write_text(f"number {n} is said here")
    held: list[int] = []

    def count(name: str, share: float) -> None:
        sources = [one for one in gc.get_objects() if isinstance(one, Source)]
        held.append(sum(source.was_decoded for source in sources))

    gc.collect()
    loader.load(tmp_path, progress=count)
    assert len(held) >= 12
    assert max(held) <= 3
