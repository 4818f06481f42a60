"""No analysis takes memory that grows faster than its input, on what is hostile to each.

The bounds are for small sizes, in which what an analysis takes at least weighs more; the full ones,
at 5 MB of each shape, are printed by `./dev bench hostile`. Each shape has a process of its own,
and each analysis another, whose peak is measured: forks of one that has loaded the libraries.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from benchmarks.hostile_analyses import ANALYSES
from benchmarks.hostile_shapes import SHAPES
from tests.builders import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measures forks as Linux does")
SIZE = 50_000
MOST_BYTES = 75_000_000 + 150 * SIZE
"""Bytes at the peak, with the corpus and its index: some for what does not grow with a text, and
some for each character."""


@pytest.fixture(scope="module")
def measured() -> Iterator[Callable[[str], dict[str, Any]]]:
    """Measures every analysis of a shape, in forks of a process that has loaded all libraries."""
    command = [sys.executable, "-m", "benchmarks.hostile", "--json", str(SIZE)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as process:

        def measure(shape: str) -> dict[str, Any]:
            print(shape, file=process.stdin, flush=True)
            return json.loads(process.stdout.readline())

        yield measure
        process.stdin.close()


@pytest.mark.parametrize("shape", SHAPES)
def test_every_analysis_ends_within_its_bound(shape, measured):
    answer = measured(shape)
    assert "error" not in answer
    rows = answer["rows"]
    failed = {row["what"]: row["error"] for row in rows if "error" in row}
    assert not failed
    over = {row["what"]: row["grown"] for row in rows if row["grown"] > MOST_BYTES}
    assert not over
    if len(rows) > 1:  # a file of nothing but labels has no text to analyse
        assert [row["what"] for row in rows] == ["load", "index", *ANALYSES]
