"""One build at a time in one folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from refrain.errors import BuildError


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """While this lasts nobody else makes a build at a place: a file beside it is locked, which the
    system unlocks when the process ends, however that ends.

    Raises BuildError where somebody does, OSError where the file cannot be made.
    """
    try:
        import fcntl
    except ImportError:  # Windows has other locks
        yield
        return
    path = place.with_name(f"{place.name}.lock")
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildError(
                f"{place} is being made by another refrain build: wait for it, or name another "
                "folder with --out."
            ) from error
        yield
        path.unlink(missing_ok=True)
