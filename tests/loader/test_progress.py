"""A load says how far it is, by bytes, and stops where it is asked to."""

from __future__ import annotations

import pytest

from refrain import loader


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
