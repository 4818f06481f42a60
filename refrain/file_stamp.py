"""Whether a file is still what it was when it was read."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

SETTLED = 2.0
"""Seconds after a change from which on another shows in a file's times, whatever its file system:
the coarsest (FAT) counts in twos."""


def file_stamp(path: Path) -> str:
    """A string that changes when the file does, or when it can no longer be reached.

    It is made of what the system says: device and number, size, and the times of the last change of
    content and of the file itself (which copying old times onto a new content does not hide). Two
    changes in one tick of the clock look alike, and so, while the last one is that recent, the
    content counts too.
    """
    try:
        stat = path.stat()
        changed = max(stat.st_mtime, stat.st_ctime)
        content = ""
        if time.time() - changed < SETTLED and path.is_file():
            content = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    except OSError as error:
        return f"{type(error).__name__} {error.errno}"
    times = (stat.st_mtime_ns, stat.st_ctime_ns)
    return repr((stat.st_dev, stat.st_ino, stat.st_mode, stat.st_size, *times, content))
