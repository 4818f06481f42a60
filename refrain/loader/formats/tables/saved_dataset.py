"""What Hugging Face puts beside the Arrow files of a saved dataset: it says nothing of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from refrain.finding_kinds import FindingKind
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "description of a saved dataset"
ENDINGS: tuple[str, ...] = ()
KINDS: Mapping[str, FindingKind] = {}

_KEYS = {
    "dataset_info.json": "features",
    "state.json": "_data_files",
    "dataset_dict.json": "splits",
    "dataset_infos.json": "features",
}


def recognises(source: Source) -> bool:
    """Whether it is one of them, by its name and a key."""
    wanted = _KEYS.get(PurePosixPath(source.name).name)
    return wanted is not None and f'"{wanted}"' in source.beginning


def read(source: Source) -> Iterator[Transcript | Problem]:
    """Nothing: its Arrow files have their own description."""
    yield from ()
