"""Two workers, of which one is lost in the middle: the table is that of one machine."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.builders import ROOT
from tests.spark.lost_workers import TEXTS
from tests.spark.parts import unitigs_of

RUN = "from tests.spark.lost_workers import main; main()"


def test_a_python_and_an_executor_that_are_killed_change_nothing(spark, tmp_path):
    """`spark` says whether Spark is there; this is a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path), "12"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    rows = [tuple(map(int, line.split(","))) for line in done.stdout.splitlines()]
    assert rows == unitigs_of(TEXTS, 12)
    assert len(rows) > 20
    # Three passes and two deaths; more where the lost executor had made what others still need.
    assert int(done.stderr.split()[1]) >= 5
