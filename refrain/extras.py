"""Packages that only some of refrain needs: pip installs them by the name of an extra."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from refrain.errors import MissingExtraError


@contextmanager
def needed(extra: str) -> Iterator[None]:
    """Stands around imports of packages that an extra of pyproject.toml brings.

    Raises MissingExtraError where one of them is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtraError(error.name or "a package", extra) from error
