"""What one would pick instead of the fragment engine, on the same corpora, and what it finds.

datasketch is installed in an environment of its own, made for the run and removed after it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import CountVectorizer

from benchmarks.fragments import MIN_WORDS, corpus_of, generated, timed
from refrain.fragments import FragmentIndex

DATASKETCH = "datasketch==2.0.0"
MOST_PAIRS = 40
"""Pairs that difflib is timed on; the rest is worked out from them, and said so."""
NEAR_COPIES = """
import json, sys, time
from datasketch import MinHash, MinHashLSH
texts = json.load(open(sys.argv[1]))
start = time.perf_counter()
lsh = MinHashLSH(threshold=0.5, num_perm=128)
hashes = []
for n, text in enumerate(texts):
    words = text.split()
    own = MinHash(num_perm=128)
    own.update_batch([" ".join(words[k:k + 5]).encode() for k in range(len(words) - 4)])
    lsh.insert(str(n), own)
    hashes.append(own)
pairs = sum(len(lsh.query(own)) > 1 for own in hashes)
print(json.dumps([time.perf_counter() - start, pairs]))
"""


def compare(console: Console, sizes: tuple[float, ...] = (1, 10)) -> None:
    """Print a row per peer and size, as ratios to the engine's build."""
    table = Table("MB", "What", "Times the build", "What it finds", title="Peers")
    for size in sizes:
        texts, _ = generated(size)
        corpus = corpus_of(texts)
        distinct = list(corpus.texts["text"])
        ours, _ = timed(lambda: FragmentIndex.build(corpus.transcripts))  # noqa: B023
        for name, measure, finds in PEERS:
            seconds = measure(distinct)
            told = "not to be had here" if seconds is None else f"{seconds / ours:,.1f}"
            table.add_row(f"{size:g}", name, told, finds)
    console.print(table)


def difflib(texts: list[str]) -> float:
    """Seconds for all pairs, worked out from the first MOST_PAIRS."""
    pairs = [pair for pair, _ in zip(combinations(texts, 2), range(MOST_PAIRS), strict=False)]

    def run() -> None:
        for one, other in pairs:
            SequenceMatcher(None, one.split(), other.split(), False).get_matching_blocks()

    seconds, _ = timed(run)
    return seconds / len(pairs) * len(texts) * (len(texts) - 1) / 2


def counted(texts: list[str]) -> float:
    """Seconds to count every sequence of MIN_WORDS words."""
    counter = CountVectorizer(ngram_range=(MIN_WORDS, MIN_WORDS), token_pattern=r"\S+")
    return timed(lambda: counter.fit_transform(texts))[0]


def near_copies(texts: list[str]) -> float | None:
    """Seconds for datasketch's MinHash LSH, None where it can't be installed."""
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "bin" / "python"
        data = Path(folder) / "texts.json"
        data.write_text(json.dumps(texts), encoding="utf-8")
        try:
            venv.create(folder, with_pip=True)
            command = [python, "-m", "pip", "install", "--quiet", DATASKETCH]
            subprocess.run(command, check=True, capture_output=True)
            ran = subprocess.run(
                [python, "-c", NEAR_COPIES, data], check=True, capture_output=True, text=True
            )
        except subprocess.CalledProcessError as error:
            print(error.stderr, file=sys.stderr)
            return None
        return float(json.loads(ran.stdout)[0])


PEERS: list[tuple[str, Callable[[list[str]], float | None], str]] = [
    ("difflib, all pairs", difflib, "matching blocks of a pair; most pairs worked out from 40"),
    (
        "scikit-learn, 20-grams",
        counted,
        "how often 20 words occur; not where, nothing longer",
    ),
    ("datasketch, MinHash LSH", near_copies, "near-copies as a whole; no passage, no jingle"),
]
