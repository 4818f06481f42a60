"""Looks up known faults of the pinned packages, as `./dev audit` and CI run it.

Exits 1 where there is one. Where PyPI's advisories cannot be reached, it says so, and that nothing
was looked at: an audit that saw nothing is not one that found nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PINNED = Path(__file__).parents[1] / "requirements-dev.txt"
UNREACHED = (
    "audit: PyPI's advisories cannot be reached from here, so no package was looked up. Run "
    "./dev audit where they can."
)


def looked_up(pinned: str) -> list[dict[str, Any]]:
    """What pip-audit says of each package of a file of requirements; nothing where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "requirements.txt"
        file.write_text(pinned, encoding="utf-8")
        options = "--no-deps --disable-pip --progress-spinner off --format json --timeout 15"
        command = [sys.executable, "-m", "pip_audit", *options.split(), "-r", str(file)]
        done = subprocess.run(command, capture_output=True, text=True)
    try:
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return []
    return packages


def verdict(packages: list[dict[str, Any]]) -> tuple[int, str]:
    """The exit code, and what there is to say."""
    seen = [package for package in packages if "skip_reason" not in package]
    if not seen:
        return 0, UNREACHED
    faults = [
        f"{package['name']} {package['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'}"
        for package in seen
        for fault in package["vulns"]
    ]
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    rest = f"; not known there: {', '.join(skipped)}" if skipped else ""
    said = f"audit: {len(seen)} packages looked up, {len(faults)} known faults{rest}"
    return int(bool(faults)), "\n".join([said, *faults])


def main() -> int:
    """Ask for one package first: where that has no answer, none has."""
    pinned = PINNED.read_text(encoding="utf-8")
    first = next(line for line in pinned.splitlines() if "==" in line)
    code, said = verdict(looked_up(first))
    if said != UNREACHED:
        code, said = verdict(looked_up(pinned))
    print(said, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
