"""No analysis takes memory that grows faster than its input, on what is hostile to each.

The bounds are for small sizes, in which what an analysis takes at least weighs more; the full ones,
at 5 MB of each shape, are printed by `./dev bench hostile`. Each shape has a process of its own,
and each analysis a fork of it, whose peak is measured.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from benchmarks.hostile_analyses import ANALYSES
from benchmarks.hostile_shapes import SHAPES
from tests.builders import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measures forks as Linux does")
SIZE = 300_000
MOST_BYTES = 50_000_000 + 150 * SIZE
"""Bytes at the peak: some for what does not grow with a text, and some for each character."""


@pytest.mark.parametrize("shape", SHAPES)
def test_every_analysis_ends_within_its_bound(shape):
    command = [sys.executable, "-m", "benchmarks.hostile", "--json", shape, str(SIZE)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    failed = {row["what"]: row["error"] for row in rows if "error" in row}
    assert not failed
    over = {row["what"]: row["grown"] for row in rows if row["grown"] > MOST_BYTES}
    assert not over
    if len(rows) > 1:  # a file of nothing but labels has no text to analyse
        assert [row["what"] for row in rows] == ["load", "index", *ANALYSES]
