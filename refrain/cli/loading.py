"""The corpus that a command is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from refrain import builds, loader
from refrain.corpus import Corpus
from refrain.loader.options import LoadOptions
from refrain.stored_folder import named_folder


def load(paths: Sequence[Path], options: LoadOptions) -> Corpus:
    """Read, or opened from the folder of what is kept; a build is opened as it is."""
    if len(paths) == 1 and builds.is_build(paths[0]):
        return builds.opened(paths[0]).corpus
    return loader.load(paths, options, cache=named_folder())
