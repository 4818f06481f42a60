"""The fragment engine: is all found that was planted, how long does it take, and beside what?

    ./dev bench fragments [--sizes 1,10,100] [--hostile] [--peers] [PATH ...]

Corpora are generated (seeded) with planted repeats: jingles that a channel's transcripts share,
excerpts stitched from a longer text, and copies. Words are random numbers, so that nothing else of
the minimum length repeats, and recall and precision are exact. Times are of the process, so that
what else a machine does counts little; what they are on one machine says little, either: each
is given beside the bare sum of its parts (split into words and number them with Arrow, suffix
array, LCP) and as growth from size to size. Each size runs in a process of its own, which reports
its peak memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pydivsufsort import divsufsort, kasai
from rich.console import Console
from rich.table import Table

import refrain
from refrain.corpus import Corpus
from refrain.fragments import FragmentIndex

SEED = 11
MIN_WORDS = 20
WORDS_A_TEXT = 2_000
VOCABULARY = 60_000
JINGLE = 40
CHANNEL = 20
"""Transcripts that share a jingle."""
Planted = list[tuple[int, int, int]]  # text, first word, words


def generated(megabytes: float) -> tuple[list[str], Planted]:
    """Texts of so many megabytes in all, and each place of what was planted in them."""
    chance = np.random.default_rng(SEED)
    spelled = np.array([f"w{number:x}" for number in range(VOCABULARY)], dtype=object)
    texts: list[str] = []
    planted: Planted = []
    size, jingle = 0, np.empty(0, dtype=np.int64)
    while size < megabytes * 1e6:
        n = len(texts)
        own = chance.integers(0, VOCABULARY, WORDS_A_TEXT)
        if n % CHANNEL == 0:
            jingle = chance.integers(0, VOCABULARY, JINGLE)
        own[:JINGLE] = jingle
        planted.append((n, 0, JINGLE))
        texts.append(" ".join(spelled[own]))
        if n % 50 == 7:  # an excerpt of four windows, and what it was cut from
            windows = [(200 + 450 * k, 200 + 450 * k + 100) for k in range(4)]
            excerpt = np.concatenate([own[a:b] for a, b in windows])
            planted += [(n, a, 100) for a, _ in windows]
            planted += [(len(texts), 100 * k, 100) for k in range(4)]
            texts.append(" ".join(spelled[excerpt]))
        if n % 50 == 13:  # a copy, which is no fragment
            texts.append(texts[-1])
        size += len(texts[-1]) + len(texts[n]) * (len(texts) - n - 1)
    return texts, planted


def corpus_of(texts: list[str]) -> Corpus:
    """A Corpus of these texts."""
    row = {"source": "generated", "line": 1, "position": 1, "role": "transcript"}
    return Corpus.of(
        "generated", ({**row, "transcript_id": str(n), "text": t} for n, t in enumerate(texts))
    )


def found_again(index: FragmentIndex, texts: list[str], planted: Planted) -> tuple[float, float]:
    """Recall and precision, in words: of those planted, of those reported as repeated."""
    row = {text_id: n for n, text_id in enumerate(index.texts["text_id"])}
    row_of = [row[refrain.corpus.text_id(text)] for text in texts]
    truth = np.zeros(len(index.numbers), dtype=bool)
    for text, word, length in planted:
        begin = index.first[row_of[text]] + word
        truth[begin : begin + length] = True
    told = index.repeated(MIN_WORDS)
    both = (told & truth).sum()
    return both / max(truth.sum(), 1), both / max(told.sum(), 1)


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of this process (all of it runs on one core), and what came out."""
    start = time.process_time()
    result = action()
    return time.process_time() - start, result


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


def measured(corpus: Corpus) -> tuple[dict[str, Any], FragmentIndex]:
    """The facts of one corpus, for a row of the table."""
    texts = corpus.texts["text"]
    stages: dict[str, float] = {}
    last = [time.process_time(), "texts"]

    def progress(stage: str, share: float) -> None:
        now = time.process_time()
        stages[last[1]] = stages.get(last[1], 0.0) + now - last[0]
        last[:] = [now, stage]

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    build, index = timed(lambda: FragmentIndex.build(corpus.transcripts, progress))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    index.fragments(MIN_WORDS, top=100)
    second, _ = timed(lambda: (index.savings(25), index.shares(25), index.fragments(25, top=100)))
    parts = bare(texts)
    return {
        "megabytes": sum(map(len, texts)) / 1e6,
        "words": index.total,
        "build": build,
        "stages": stages,
        "bare": parts,
        "second": second,
        "bytes_a_word": (peak - before) * 1024 / max(index.total, 1),
    }, index


def one(megabytes: float) -> dict[str, Any]:
    """Generate, index and check one size, in this process."""
    texts, planted = generated(megabytes)
    facts, index = measured(corpus_of(texts))
    recall, precision = found_again(index, texts, planted)
    return {**facts, "recall": recall, "precision": precision, "texts": len(texts)}


def hostile() -> Iterator[tuple[str, list[str]]]:
    """Corpora that would explode where pairs are looked at."""
    chance = np.random.default_rng(SEED)

    def some(count: int) -> str:
        return " ".join(f"w{n:x}" for n in chance.integers(0, VOCABULARY, count))

    jingle = some(JINGLE)
    yield "a jingle in 10,000 texts", [f"{jingle} {some(100)}" for _ in range(10_000)]
    yield "100,000 texts of 20 words", [some(20) for _ in range(100_000)]
    yield "one text of 10 million words", [some(10_000_000)]
    yield "one word a million times", ["very " * 1_000_000]


def in_process(*arguments: str) -> dict[str, Any]:
    """A measurement in a process of its own: its peak memory is its alone."""
    command = [sys.executable, "-m", "benchmarks.fragments", *arguments]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def show(console: Console, title: str, rows: dict[str, dict[str, Any]]) -> None:
    """Print the facts, a row per corpus."""
    table = Table("Corpus", title=title, title_justify="left")
    heads = "MB,words,build s,build/bare,growth,another length/build,bytes a word,recall,precision"
    for head in heads.split(","):
        table.add_column(head, justify="right")
    before = None
    for name, facts in rows.items():
        parts = sum(facts["bare"].values())
        growth = f"{facts['build'] / before['build']:.1f}" if before else ""
        table.add_row(
            name,
            f"{facts['megabytes']:.1f}",
            f"{facts['words']:,}",
            f"{facts['build']:.2f}",
            f"{facts['build'] / parts:.2f}",
            growth,
            f"{facts['second'] / facts['build']:.1%}",
            f"{facts['bytes_a_word']:.0f}",
            *(f"{facts[key]:.2%}" if key in facts else "" for key in ("recall", "precision")),
        )
        before = facts if "recall" in facts else None
    console.print(table)
    for name, facts in rows.items():
        told = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in facts["stages"].items())
        bare_told = ", ".join(
            f"{stage} {seconds:.2f} s" for stage, seconds in facts["bare"].items()
        )
        console.print(f"{name}: {told}; bare: {bare_told}", highlight=False)


def main() -> None:
    """Measure what is asked for, and print it."""
    parser = argparse.ArgumentParser(prog="benchmarks.fragments")
    parser.add_argument("--sizes", default="1,10", help="megabytes, parted by commas")
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--peers", action="store_true", help="difflib, scikit-learn, datasketch")
    parser.add_argument("--one", type=float, help=argparse.SUPPRESS)
    parser.add_argument("--enemy", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*")
    asked = parser.parse_args()
    if asked.one is not None:
        print(json.dumps(one(asked.one)))
    elif asked.enemy is not None:
        _, texts = list(hostile())[asked.enemy]
        print(json.dumps(measured(corpus_of(texts))[0]))
    elif asked.folder:
        print(json.dumps(measured(refrain.load(asked.folder))[0]))
    else:
        report(asked)


def report(asked: argparse.Namespace) -> None:
    """All tables that were asked for."""
    console = Console(width=110)
    sizes = [size for size in asked.sizes.split(",") if size]
    rows = {f"{size} MB": in_process("--one", size) for size in sizes}
    rows |= {Path(path).name: in_process("--folder", path) for path in asked.paths}
    show(console, f"At {MIN_WORDS} words", rows)
    if asked.hostile:
        names = [name for name, _ in hostile()]
        enemies = {name: in_process("--enemy", str(n)) for n, name in enumerate(names)}
        show(console, "Hostile", enemies)
    if asked.peers:
        from benchmarks.peers import compare

        compare(console)


if __name__ == "__main__":
    main()
