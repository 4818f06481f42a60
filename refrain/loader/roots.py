"""The folders that nothing may be opened outside of."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from refrain.loader.ledger import Unopened


def is_outside(path: Path, roots: Sequence[Path]) -> bool:
    """Whether there are roots, and what a path leads to, by links and `..`, is in none of them."""
    if not roots:
        return False
    target = Path(os.path.realpath(path))
    return not any(target.is_relative_to(root) for root in roots)


def raise_if_outside(path: Path, roots: Sequence[Path]) -> None:
    """Raises Unopened where there are roots, and the file that a path leads to, over links and
    `..`, is in none of them."""
    if is_outside(path, roots):
        raise Unopened(
            "outside-roots",
            "Left out: it is outside of the folders that may be opened here. Copy it into one, in "
            "place of the link.",
        )
