"""The fragment engine: is all found that was planted, how long does it take, and beside what?

    ./dev bench fragments [--sizes 1,10,100] [--hostile] [--peers] [PATH ...]

Corpora are generated (`benchmarks.planted`), or read from the paths. Seconds are processor time of
one process, so that what else a machine does counts little, and below 50 MB the best of three runs.
What seconds are on one machine says little; so each stands beside the bare sum of its parts on the
same texts (split into words and number them with Arrow, suffix array, LCP), measured in the same
process, and growth beside the growth of that sum: sorting misses the processor's caches the more,
the larger the corpus.

Each corpus is measured in a process of its own, which reads it from a file and holds nothing else:
its peak memory, less what it held before the build, is the build's.

A view is what the page of fragments asks for: savings, shares, coverage and the 100 fragments that
save most. *Another length* is a view at a minimum length that was not asked for yet (the median of
22, 25, 30 and 35 words, after 20); *shorter* is one for which a table has to be made first (15).
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pydivsufsort import divsufsort, kasai
from rich.console import Console
from rich.table import Table

import refrain
from benchmarks.clock import timed
from benchmarks.planted import (
    HOSTILE,
    MIN_WORDS,
    by_text_id,
    corpus_of,
    found_again,
    generated,
    hostile,
)
from refrain import coverage
from refrain.corpus import distinct_texts
from refrain.fragments import FragmentIndex, RepeatQuery

OTHERS = (22, 25, 30, 35)
SHORTER = 15
LARGE = 50e6
"""Characters from which one run is enough."""


def bare(texts: pd.Series) -> dict[str, float]:
    """Seconds of the three parts that nothing of this kind can do without."""

    def numbered() -> np.ndarray:
        split = pc.split_pattern(pc.utf8_lower(pa.array(texts)), " ")
        flat = split.flatten().dictionary_encode()
        return np.insert(
            flat.indices.to_numpy().astype(np.int32),
            split.offsets.to_numpy()[1:],
            len(flat.dictionary) + np.arange(len(texts), dtype=np.int32),
        )

    words, numbers = timed(numbered)
    sorting, suffixes = timed(lambda: divsufsort(numbers))
    neighbours, _ = timed(lambda: kasai(numbers, suffixes))
    return {"words": words, "suffix array": sorting, "LCP": neighbours}


def built(transcripts: pd.DataFrame) -> tuple[dict[str, float], FragmentIndex]:
    """The index, and the seconds of each stage of building it."""
    stages: dict[str, float] = {}
    last: list[Any] = [time.process_time(), "texts"]

    def progress(stage: str, share: float) -> None:
        now = time.process_time()
        stages[last[1]] = stages.get(last[1], 0.0) + now - last[0]
        last[:] = [now, stage]

    return stages, FragmentIndex.build(transcripts, progress)


def view(index: FragmentIndex, min_words: int) -> None:
    """What the page of fragments asks for."""
    query = RepeatQuery(min_words)
    index.savings(query)
    index.shares(query)
    coverage.relative(index, query)
    index.fragments(query, top=100)


def memory(key: str) -> int:
    """Bytes that this process holds (VmRSS), or has held at most (VmHWM), as Linux tells it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(key):
            return int(line.split()[1]) * 1024
    raise LookupError(key)


def asked(index: FragmentIndex) -> dict[str, Any]:
    """Seconds of views at several minimum lengths, in this order."""
    view(index, MIN_WORDS)
    others = [timed(lambda length=length: view(index, length))[0] for length in OTHERS]
    return {
        "megabytes": index.texts["chars"].sum() / 1e6,
        "words": int(index.word_counts.sum()),
        "another": median(others),
        "shorter": timed(lambda: view(index, SHORTER))[0],
    }


def measured(path: Path) -> dict[str, Any]:
    """The facts of one corpus, for a row of the table."""
    FragmentIndex.build(corpus_of(["so it begins", "as it begins"]).transcripts)  # load everything
    transcripts, planted = pickle.loads(path.read_bytes())
    held = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    stages, index = built(transcripts)
    peak = memory("VmHWM")
    facts = asked(index) | {
        "peak": peak / 1e6,
        "bytes_a_word": (peak - held) / max(index.word_counts.sum(), 1),
    }
    if planted:
        facts["recall"], facts["precision"] = found_again(index, planted)
    texts = distinct_texts(transcripts)["text"]
    parts = bare(texts)
    for _ in range(2 if facts["megabytes"] * 1e6 < LARGE else 0):
        again, _ = built(transcripts)
        stages = min(stages, again, key=lambda own: sum(own.values()))
        parts = {part: min(parts[part], seconds) for part, seconds in bare(texts).items()}
    return {**facts, "stages": stages, "bare": parts, "build": sum(stages.values())}


def in_process(transcripts: pd.DataFrame, planted: list[tuple[str, int, int]]) -> dict[str, Any]:
    """The facts of one corpus, measured in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.pickle"
        path.write_bytes(pickle.dumps((transcripts, planted)))
        del transcripts
        command = [sys.executable, "-m", "benchmarks.fragments", "--measure", str(path)]
        return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def of_size(megabytes: float) -> dict[str, Any]:
    """The facts of a generated corpus."""
    texts, planted = generated(megabytes)
    return in_process(corpus_of(texts).transcripts, by_text_id(texts, planted))


HEADS = (
    "MB,words,build s,build / bare,growth (bare),another length ms,of build,shorter of build,"
    "peak MB,bytes a word,recall,precision"
)


def show(console: Console, title: str, rows: dict[str, dict[str, Any]]) -> None:
    """Print the facts, a row per corpus."""
    table = Table("corpus", title=title, title_justify="left")
    for head in HEADS.split(","):
        table.add_column(head, justify="right")
    before = None
    for name, facts in rows.items():
        table.add_row(name, *cells(facts, before))
        before = facts if "recall" in facts else None
    console.print(table)
    for name, facts in rows.items():
        told = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in facts["stages"].items())
        parts = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in facts["bare"].items())
        console.print(f"{name}: {told}; bare: {parts}", highlight=False, soft_wrap=True)


def cells(facts: dict[str, Any], before: dict[str, Any] | None) -> list[str]:
    """One row of the table; `before` has the facts of the next smaller corpus."""
    parts = sum(facts["bare"].values())
    growth = ""
    if before and "recall" in facts:
        of_parts = parts / sum(before["bare"].values())
        growth = f"{facts['build'] / before['build']:.1f} ({of_parts:.1f})"
    return [
        f"{facts['megabytes']:.1f}",
        f"{facts['words']:,}",
        f"{facts['build']:.2f}",
        f"{facts['build'] / parts:.2f}",
        growth,
        f"{facts['another'] * 1000:.1f}",
        f"{facts['another'] / facts['build']:.1%}",
        f"{facts['shorter'] / facts['build']:.1%}",
        f"{facts['peak']:,.0f}",
        f"{facts['bytes_a_word']:.0f}",
        *(f"{facts[key]:.2%}" if key in facts else "" for key in ("recall", "precision")),
    ]


def main() -> None:
    """Measure what is asked for, and print it."""
    parser = argparse.ArgumentParser(prog="benchmarks.fragments")
    parser.add_argument("--sizes", default="1,10", help="megabytes, parted by commas")
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--peers", action="store_true", help="what one would use instead")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measured(options.measure)))
    else:
        report(options)


def report(options: argparse.Namespace) -> None:
    """All tables that were asked for."""
    console = Console(width=150)
    rows = {f"{size} MB": of_size(float(size)) for size in options.sizes.split(",") if size}
    for path in options.paths:
        rows[Path(path).name] = in_process(refrain.load(path).transcripts, [])
    if rows:
        show(console, f"At {MIN_WORDS} words", rows)
    if options.hostile:
        enemies = {name: in_process(corpus_of(hostile(name)).transcripts, []) for name in HOSTILE}
        show(console, "Hostile", enemies)
    if options.peers:
        from benchmarks.peers import compare

        compare(console)


if __name__ == "__main__":
    main()
