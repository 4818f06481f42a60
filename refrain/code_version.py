"""Which code an answer comes from: what is kept on disk counts for that code alone."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_REFRAIN = Path(__file__).parent
_PACKAGES = ("numpy", "pandas", "pyarrow", "scipy", "scikit-learn", "py3langid", "icu4py")
"""Those whose new version may give another answer, or cannot open what an old one wrote."""


@cache
def code_version() -> str:
    """A hash of Refrain's code, and of the versions of the packages that its answers depend on."""
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(_REFRAIN.rglob("*.py")):
        digest.update(file.read_bytes())
    for package in _PACKAGES:
        try:
            digest.update(f"{package} {version(package)} ".encode())
        except PackageNotFoundError:  # belongs to an extra
            continue
    return digest.hexdigest()
