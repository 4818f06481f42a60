"""What one would pick instead of the fragment engine, on the same corpora, and what it finds.

Peers that are not among the project's own packages are installed in an environment of their own,
made for the run and removed after it. Seconds are processor time, as for the engine: of this
process for what runs in it, of the peer's own process for the others (all its threads together).

text-dedup is not among them. It installs (0.4.0 is the newest for Python 3.11), but its step with a
suffix array only calls a program in Rust, google-research/deduplicate-text-datasets, by `cargo run`
in a clone of its repository; that is on no package index and has to be built from crates. By its
source it would find repeated *bytes* of a fixed length over all texts run together: no words, no
places by text, and matches across the end of a text.
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
from typing import NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import CountVectorizer

from benchmarks.clock import timed
from benchmarks.planted import MIN_WORDS, Planted, by_text_id, corpus_of, found_again, generated
from refrain.fragments import FragmentIndex

INSTALLED = ("datasketch==2.0.0", "rensa==0.5.0")
MOST_PAIRS = 200
"""Pairs that difflib is timed on; the rest is worked out from them, and said so."""
PRELUDE = """
import json, sys, time
texts = json.load(open(sys.argv[1]))
start = time.process_time()
shingles = [[" ".join(w[k:k + 5]) for k in range(len(w) - 4)] for w in map(str.split, texts)]
"""
DATASKETCH = """
from datasketch import MinHash, MinHashLSH
lsh, hashes = MinHashLSH(threshold=0.5, num_perm=128), []
for n, own in enumerate(shingles):
    hashes.append(MinHash(num_perm=128))
    hashes[-1].update_batch([shingle.encode() for shingle in own])
    lsh.insert(n, hashes[-1])
"""
RENSA = """
from rensa import RMinHash, RMinHashLSH
lsh, hashes = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), []
for n, own in enumerate(shingles):
    hashes.append(RMinHash(num_perm=128, seed=1))
    hashes[-1].update(own)
    lsh.insert(n, hashes[-1])
"""
PAIRS = """
found = [sorted(map(int, lsh.query(own))) for own in hashes]
print(json.dumps([time.process_time() - start, found]))
"""


class Case(NamedTuple):
    """Distinct texts, and what was planted in them (places whose text is among these)."""

    texts: list[str]
    planted: list[Planted]


class Told(NamedTuple):
    """Seconds, and what was found, in words for a table; no seconds where it can't be had."""

    seconds: float | None
    found: str


def compare(console: Console, sizes: tuple[float, ...] = (1, 10)) -> None:
    """Print a row per peer and size, as ratios to the engine's build."""
    table = Table("MB", "what", "times the build", "found of what was planted", "finds, and not")
    table.title = "Peers"
    with tempfile.TemporaryDirectory() as folder:
        python = environment(Path(folder))
        for size in sizes:
            texts, planted = generated(size)
            corpus = corpus_of(texts)
            ours, index = timed(lambda: FragmentIndex.build(corpus.transcripts))  # noqa: B023
            recall, precision = found_again(index, by_text_id(texts, planted))
            own = f"{recall:.0%} of words, nothing else ({precision:.0%})"
            finds = "every repeat with all places; also at every other length, from the same index"
            table.add_row(f"{size:g}", "Refrain, build", f"1 ({ours:.2f} s)", own, finds)
            case = distinct(texts, planted)
            for name, measure, finds in peers(python):
                told = measure(case)
                ratio = "not to be had" if told.seconds is None else f"{told.seconds / ours:,.1f}"
                table.add_row(f"{size:g}", name, ratio, told.found, finds)
    console.print(table)


def peers(python: Path | None) -> list[tuple[str, Callable[[Case], Told], str]]:
    """Each peer: its name, how it is measured, what it does and does not find."""
    return [
        (
            "difflib, all pairs",
            difflib,
            "matching blocks of two texts; no fragment with all its places, quadratic in texts",
        ),
        (
            f"scikit-learn, counts of {MIN_WORDS} words",
            counted,
            "how often each sequence of this one length occurs; not where, nothing maximal",
        ),
        (
            "datasketch, MinHash LSH",
            lambda case: near_copies(python, DATASKETCH, case),
            "pairs of texts that are near-copies as a whole; no passage, no jingle, no excerpt",
        ),
        ("rensa, MinHash LSH", lambda case: near_copies(python, RENSA, case), "the same"),
    ]


def distinct(texts: list[str], planted: list[Planted]) -> Case:
    """The distinct texts in order, and what was planted in them."""
    number = {text: n for n, text in enumerate(dict.fromkeys(texts))}
    places = [place._replace(text=number[texts[place.text]]) for place in planted]
    return Case(list(number), list(dict.fromkeys(places)))


def planted_words(case: Case) -> list[np.ndarray]:
    """By text: which of its words were planted."""
    marks = [np.zeros(text.count(" ") + 1, dtype=bool) for text in case.texts]
    for place in case.planted:
        marks[place.text][place.word : place.word + place.words] = True
    return marks


def difflib(case: Case) -> Told:
    """Seconds for all pairs, worked out from the first MOST_PAIRS; and what these find."""
    pairs = list(zip(combinations(range(len(case.texts)), 2), range(MOST_PAIRS), strict=False))
    found = [np.zeros(len(marks), dtype=bool) for marks in planted_words(case)]

    def run() -> None:
        for (one, other), _ in pairs:
            words = case.texts[one].split(), case.texts[other].split()
            for block in SequenceMatcher(None, *words, autojunk=False).get_matching_blocks():
                if block.size >= MIN_WORDS:
                    found[one][block.a : block.a + block.size] = True
                    found[other][block.b : block.b + block.size] = True

    seconds, _ = timed(run)
    seconds *= len(case.texts) * (len(case.texts) - 1) / 2 / len(pairs)
    told = sum(int(marks.sum()) for marks in found)
    right = sum(int((a & b).sum()) for a, b in zip(found, planted_words(case), strict=True))
    return Told(seconds, f"{len(pairs)} pairs tried: {told:,} words, {right:,} of them planted")


def counted(case: Case) -> Told:
    """Seconds to count every sequence of MIN_WORDS words; how many of the repeated were planted."""
    counter = CountVectorizer(
        ngram_range=(MIN_WORDS, MIN_WORDS), token_pattern=r"\S+", dtype=np.int32
    )
    seconds, counts = timed(lambda: counter.fit_transform(case.texts))
    names = counter.get_feature_names_out()[np.asarray(counts.sum(axis=0)).ravel() > 1]
    wanted = set()
    for text, word, words in case.planted:
        own = case.texts[text].split()[word : word + words]
        wanted |= {" ".join(own[k : k + MIN_WORDS]) for k in range(words - MIN_WORDS + 1)}
    both = len(wanted & set(names))
    return Told(seconds, f"{both / len(wanted):.0%} of {len(wanted):,} sequences")


def environment(folder: Path) -> Path | None:
    """A Python that has the peers, None where they can't be installed."""
    python = folder / "bin" / "python"
    try:
        venv.create(folder, with_pip=True)
        command = [python, "-m", "pip", "install", "--quiet", *INSTALLED]
        subprocess.run(command, check=True, capture_output=True)
    except subprocess.CalledProcessError as error:
        print(error.stderr.decode(), file=sys.stderr)
        return None
    return python


def near_copies(python: Path | None, program: str, case: Case) -> Told:
    """Seconds for MinHash LSH at a similarity of 0.5, and how many pairs of versions it finds."""
    if python is None:
        return Told(None, "")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "texts.json"
        data.write_text(json.dumps(case.texts), encoding="utf-8")
        command = [python, "-c", PRELUDE + program + PAIRS, data]
        ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    seconds, similar = json.loads(ran.stdout)
    excerpts = {place.text for place in case.planted if place.words == 100 and place.word == 0}
    found = sum(len(similar[text]) > 1 for text in excerpts)
    pairs = sum(len(own) - 1 for own in similar) // 2
    return Told(seconds, f"{found} of {len(excerpts)} excerpts, no jingle ({pairs} pairs)")
