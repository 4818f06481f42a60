"""Unitigs by two workers of a cluster, of which one is lost on the way. Run by `test_cluster`,
which imports it: workers find the parts by the module of their class.

Arguments: a folder to work in, and how many words a window has. Prints the table as CSV.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyspark

from refrain.builds import TextPart
from refrain.spark import SparkEngine
from tests.spark.parts import FAST, written

TEXTS = [
    *(
        "welcome to the show where we talk of everything that swims " + f"a{n} b{n}"
        for n in range(8)
    ),
    "so it goes and on " * 30,
    "and on so it goes " * 20,
]


class Deadly(TextPart):
    """A part at which workers die: when it is read for the second time the Python that reads it,
    and for the fourth the whole executor, with all that it keeps for others."""

    def texts(self) -> Iterator[pa.LargeStringArray]:
        """Die, or read."""
        read = next(n for n in range(1, 100) if self._is_first_to_make(f"{n}"))
        if read == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        if read == 4:
            os.kill(_parent(os.getppid()), signal.SIGKILL)
        return super().texts()

    def _is_first_to_make(self, name: str) -> bool:
        try:
            (self.path.parent / name).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


def _parent(process: int) -> int:
    """Of the process that Spark forks Python from, that is the executor."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def _home(folder: Path) -> Path:
    """An installation of Spark in a folder, for workers of such a cluster write into it."""
    folder.mkdir()
    for entry in Path(pyspark.__file__).parent.iterdir():
        (folder / entry.name).symlink_to(entry)
    return folder


def main() -> None:
    """Find them."""
    folder, min_words = Path(sys.argv[1]), int(sys.argv[2])
    os.environ["SPARK_HOME"] = str(_home(folder / "spark"))
    parts = written(folder, TEXTS[:3], TEXTS[3:6], TEXTS[6:9], TEXTS[9:])
    deadly = parts[2]
    parts[2] = Deadly(deadly.path, deadly.rows, deadly.first)
    settings = FAST | {"spark.executor.extraJavaOptions": FAST["spark.driver.extraJavaOptions"]}
    with SparkEngine.start("local-cluster[2,1,1024]", settings) as engine:
        engine.unitigs(parts, min_words).to_csv(sys.stdout, index=False, header=False)
    reads = sum(path.name.isdigit() for path in folder.iterdir())
    sys.stderr.write(f"read {reads} times\n")
