"""The unitigs of a build: computed once, however often the rest is begun again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from refrain.builds.engine import Engine
from refrain.builds.part_files import holds, part_name, written_whole
from refrain.builds.reading import WORK_FOLDER
from refrain.builds.text_parts import TextPart
from refrain.builds.writing import write_frame
from refrain.code_version import code_version

NAME = "unitigs"


def write_unitigs(
    folder: Path, parts: Sequence[TextPart], min_words: int, texts: str, engine: Engine
) -> None:
    """Write the table of unitigs of the distinct texts, unless it is there for these: `texts` is
    their fingerprint."""
    said = folder / WORK_FOLDER / f"{NAME}.json"
    key = {"texts": texts, "min_words": min_words, "code": code_version()}
    if _is_there(folder, said, key):
        return
    frame = engine.unitigs(parts, min_words)
    write_frame(frame, folder, NAME)
    with written_whole(said) as draft:
        draft.write_text(json.dumps({**key, "rows": len(frame)}), encoding="utf-8")


def _is_there(folder: Path, said: Path, key: dict[str, object]) -> bool:
    try:
        known = json.loads(said.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    rows = known.pop("rows", -1) if isinstance(known, dict) else -1
    return known == key and holds(folder / NAME / part_name(0), rows)
