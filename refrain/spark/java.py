"""The Java that Spark runs on: whether it is there, and new enough.

Spark's own launcher answers a missing or an old one with pages of errors.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from refrain.errors import RefrainError

OLDEST = 17
"""What Spark 4 needs."""
_REMEDY = (
    f"Spark needs Java {OLDEST} or newer: install it (Debian and Ubuntu: apt-get install "
    f"openjdk-{OLDEST}-jre-headless), and let JAVA_HOME name its folder if there are several."
)
_VERSION = re.compile(r'version "(?:1\.)?(?P<major>\d+)')


class JavaError(RefrainError):
    """No Java, or one that Spark cannot run on."""


def check_java() -> None:
    """Raises JavaError where the Java that Spark would start is missing or too old."""
    java = _java()
    if java is None:
        raise JavaError(f"Java was not found. {_REMEDY}")
    found = _VERSION.search(_says(java))
    if found is None:
        raise JavaError(f"{java} is not a Java that works. {_REMEDY}")
    if int(found["major"]) < OLDEST:
        raise JavaError(f"{java} is Java {found['major']}. {_REMEDY}")


def _java() -> str | None:
    """The one that Spark's launcher takes: that of JAVA_HOME, else the first on the path."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home, "bin")) if home else None)


def _says(java: str) -> str:
    try:
        asked = [java, "-version"]
        told = subprocess.run(asked, capture_output=True, text=True, timeout=60, errors="replace")
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stderr + told.stdout
