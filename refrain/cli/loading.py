"""The corpus that a command is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from refrain import loader
from refrain.corpus import Corpus
from refrain.loader.options import LoadOptions
from refrain.stored_folder import named_folder


def load(paths: Sequence[Path], options: LoadOptions) -> Corpus:
    """Read, or opened from the folder of what is kept."""
    return loader.load(paths, options, cache=named_folder())
