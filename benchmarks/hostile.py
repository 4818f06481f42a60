"""What each analysis takes, in time and memory, on texts that would make a careless one quadratic.

    ./dev bench hostile [SHAPE [SIZE [ANALYSIS ...]]]

A shape is SIZE characters (5,000,000): one word, one letter, a loop, no spaces, and so on. Each
analysis of each runs in a process of its own (a peak never falls), a fork of one in which each ran
on a few words, so that what libraries take is not counted. Printed are the seconds of processor
time, and the growth of the peak, in MB and in bytes a character, with what the corpus and its index
take; OVER where that is beyond LIMIT_MB or LIMIT_BYTES.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import resource
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

import refrain
from benchmarks.clock import timed
from benchmarks.hostile_analyses import ANALYSES
from benchmarks.hostile_shapes import SHAPES
from refrain.fragments import FragmentIndex

SIZE = 5_000_000
LIMIT_BYTES = 60
"""Bytes of memory for each character that an analysis may take at its peak, and LIMIT_MB in all."""
LIMIT_MB = 1_000
PATIENCE = 300
"""Seconds after which an analysis is given up."""
TINY = {
    f"{folder}/{n}.txt": f"{talk} {folder}{n}"
    for n, talk in enumerate(
        ["So it began here, and nobody knew what came of it. " * 9, "Then we went on. " * 20] * 3
    )
    for folder in "ab"
}
"""What each analysis runs on first."""


def warm_up() -> None:
    """Run each analysis on a few words, so that libraries are loaded, here and in every fork."""
    # Threads that sort suffixes do not go along into a fork, which would wait for them.
    threadpool_limits(1, "openmp")
    with tempfile.TemporaryDirectory() as folder:
        corpus = refrain.load(_written(TINY, Path(folder, "tiny")))
        index = FragmentIndex.build(corpus.transcripts)
        for run in ANALYSES.values():
            run(corpus, index)
    # Forks need not look through what there is: it stays.
    gc.collect()
    gc.freeze()


def measured(shape: str, names: Iterable[str], size: int) -> Iterator[dict[str, Any]]:
    """Run analyses of a shape: what, seconds, and how far the peak of memory grew, in bytes.

    The corpus is loaded and indexed here, in a fork of a process that is warmed up; each analysis
    runs in a fork of this process, whose peak begins with what there is then. `error` says why one
    did not end.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "shape")
        _in_a_fork(lambda: {"": _written(SHAPES[shape](size), path)})
        gc.collect()
        before = _peak()
        loading, corpus = timed(lambda: refrain.load(path))
        yield {"what": "load", "seconds": loading, "grown": _peak() - before}
        if not len(corpus.texts):
            return
        indexing, index = timed(lambda: FragmentIndex.build(corpus.transcripts))
        yield {"what": "index", "seconds": indexing, "grown": _peak() - before}
        gc.collect()
        kept = max(_now() - before, 0)
        for name in names:

            def analyse(name: str = name) -> dict[str, Any]:
                base = _peak()
                seconds, _ = timed(lambda: ANALYSES[name](corpus, index))
                return {"seconds": seconds, "grown": kept + _peak() - base}

            yield {"what": name, **_in_a_fork(analyse)}


def _in_a_fork(
    action: Callable[[], dict[str, Any]], patience: float | None = PATIENCE
) -> dict[str, Any]:
    """What an action returns in a fork of this process, or `error`."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def run() -> None:
        try:
            theirs.send(action())
        except BaseException as error:
            theirs.send({"error": f"{type(error).__name__}: {error}".splitlines()[0]})

    process = context.Process(target=run)
    process.start()
    theirs.close()
    try:
        if not ours.poll(patience):
            return {"error": f"did not end in {patience} s"}
        return ours.recv()
    except EOFError:
        return {"error": "was killed"}
    finally:
        process.kill()
        process.join()


def _written(files: dict[str, str], folder: Path) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return folder


def _peak() -> int:
    """The most bytes that this process has had."""
    # Kilobytes on Linux, bytes on a Mac.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _now() -> int:
    """The bytes that this process has, as far as a system says it: else the most it has had."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return _peak()
    return int(pages) * resource.getpagesize()


def limit(size: int) -> float:
    """What an analysis of so many characters may take at its peak, in bytes."""
    return min(LIMIT_MB * 1e6, LIMIT_BYTES * size)


def main() -> None:
    """Print a row per shape and analysis."""
    shape, size, *names = [*sys.argv[1:], *("all", str(SIZE))[len(sys.argv) - 1 :]]
    print("shape", "what", "seconds", "peak, MB", "bytes a character", sep="\t", flush=True)
    warm_up()
    for name in SHAPES if shape == "all" else [shape]:
        ended = _in_a_fork(lambda name=name: one(name, int(size), names), patience=None)
        if "error" in ended:
            print(name, "load or index", ended["error"], sep="\t", flush=True)


def one(shape: str, size: int, names: list[str]) -> dict[str, Any]:
    for row in measured(shape, names or ANALYSES, size):
        if "error" in row:
            print(shape, row["what"], row["error"], sep="\t", flush=True)
            continue
        grown = row["grown"]
        over = "OVER" if grown > limit(size) else ""
        facts = (f"{row['seconds']:.1f}", f"{grown / 1e6:,.0f}", f"{grown / size:.0f}", over)
        print(shape, row["what"], *facts, sep="\t", flush=True)
    return {}


def answer(size: int) -> None:
    """For each line of stdin, the name of a shape, a line of JSON: its rows, or `error`."""
    warm_up()
    for line in sys.stdin:
        shape = line.strip()
        rows = _in_a_fork(lambda shape=shape: {"rows": [*measured(shape, ANALYSES, size)]}, None)
        print(json.dumps(rows), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--json"]:
        answer(int(sys.argv[2]))
    else:
        main()
