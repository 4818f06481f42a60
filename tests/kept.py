"""Entries of a folder of what is kept, made to order."""

from __future__ import annotations

import os
from pathlib import Path

from refrain import stored_folder


def kept(folder: Path, name: str, size: int, age: float) -> Path:
    """An entry of that name with a file of so many bytes, last used so many seconds ago."""
    place = folder / name
    content = b"x" * size
    stored_folder.keep(
        place, {"name": name}, lambda draft: (draft / "a").write_bytes(content), f"about {name}"
    )
    now = (place / "key.json").stat().st_mtime
    os.utime(place / "key.json", (now - age, now - age))
    return place


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.iterdir())
