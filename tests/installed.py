"""Refrain as someone else has it: built as a wheel, installed into an environment of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builders import ROOT
from tests.commands import Done, run_all

OUT_OF_REACH = (
    "Failed to fetch",
    "Failed to establish a new connection",
    "No matching distribution found",
    "Network connectivity is disabled",
    "dns error",
)
"""What uv and pip say where there is no package index."""


@dataclass(frozen=True)
class Installed:
    """An environment with refrain and the packages of some extras: its folder."""

    folder: Path

    @property
    def command(self) -> str:
        """The path of the command `refrain`."""
        return str(_programs(self.folder) / "refrain")

    def refrain(self, *args: str) -> subprocess.CompletedProcess[str]:
        """Run `refrain` far from the checkout, which would otherwise be found first."""
        return subprocess.run(
            [self.command, *args],
            cwd=self.folder,
            env=_environment(),
            capture_output=True,
            text=True,
            timeout=300,
        )

    def refrain_all(self, *commands: list[str]) -> list[Done]:
        """Run several commands of `refrain` there, in one process."""
        python = str(_programs(self.folder) / "python")
        return run_all(python, [*commands], cwd=self.folder, env=_environment())


def build_wheel(folder: Path, source: Path = ROOT) -> Path:
    """The wheel of this checkout, or of a part of it, built in a folder, without a network."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(
        [*build, "--directory", str(folder)], cwd=source, check=True, capture_output=True
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path, *extras: str) -> Installed:
    """Install a wheel with extras, in the versions of requirements.txt; by uv where it is there.

    Skips the test where there is no package index, and fails it in CI.
    """
    python = str(_programs(folder) / "python")
    names = f"[{','.join(extras)}]" if extras else ""
    what = [f"refrain{names} @ {wheel.as_uri()}", "-c", str(ROOT / "requirements.txt")]
    if shutil.which("uv"):
        _run("uv", "venv", "--python", sys.executable, str(folder))
        _run("uv", "pip", "install", "--python", python, *what)
    else:
        _run(sys.executable, "-m", "venv", str(folder))
        _run(python, "-m", "pip", "install", "--disable-pip-version-check", *what)
    return Installed(folder)


def _programs(folder: Path) -> Path:
    return folder / ("Scripts" if os.name == "nt" else "bin")


def _run(*command: str) -> None:
    done = subprocess.run(
        command, cwd=tempfile.gettempdir(), env=_environment(), capture_output=True, text=True
    )
    if not done.returncode:
        return
    if any(words in done.stderr for words in OUT_OF_REACH) and os.environ.get("CI") != "true":
        pytest.skip(f"no package index to install from: {done.stderr.splitlines()[-1]}")
    pytest.fail(done.stderr)


def _environment() -> dict[str, str]:
    """This environment, but for what would lead back to the checkout."""
    leads = {"PYTHONPATH", "VIRTUAL_ENV", "REFRAIN_DATA"}
    return {name: value for name, value in os.environ.items() if name not in leads}
