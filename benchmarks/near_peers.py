"""What one would pick instead of near-repeats, on the same talks, and what it finds.

MinHash (datasketch, rensa) is installed in an environment for the run (`benchmarks.peers`). The
method of passim (Smith, Cordell and Mullen 2015) is written down here: pairs of texts that share
enough rare sequences of five words, and of each pair the best local alignment (Smith and Waterman
1981), with affine gaps (Gotoh 1982). passim itself runs on Spark, in Java.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import combinations, islice
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks import noisy
from benchmarks.clock import timed
from benchmarks.near import NEAR
from benchmarks.peers import DATASKETCH, PAIRS, PRELUDE, RENSA, environment
from benchmarks.planted import MIN_WORDS, corpus_of
from refrain.fragments import FragmentIndex

MOST_PAIRS = 100
"""Pairs that difflib is timed on; the rest is worked out from them."""
NGRAM, FEWEST_SHARED, MOST_TEXTS = 5, 5, 100
"""passim's defaults: words of a sequence, those that two texts share at least, texts that have it
at most."""
EQUAL, DIFFERENT, OPEN, LONGER = 2, -1, -5, -0.5
Pair = tuple[int, int]


def compare(console: Console, megabytes: float = 0.25) -> None:
    """Print a row for each peer."""
    made = noisy.generated(megabytes)
    texts = list(noisy.spelled(made.texts))
    index = FragmentIndex.build(corpus_of(texts).transcripts)
    ours, _ = timed(lambda: index.views.near.groups(NEAR.similarity))
    rows = {text_id: row for row, text_id in enumerate(index.texts["text_id"])}
    partners = index.partners(NEAR)
    own = {(rows[row.text_id], rows[row.other]) for row in partners.itertuples()}
    table = Table("what", "times ours", "pairs of texts found", "others", "finds")
    table.title = f"Peers, {megabytes:g} MB, {len(made.pairs)} planted pairs"
    table.add_row("Refrain", f"1 ({ours:.2f} s)", *_right(own, made.pairs), "passages, words")
    with tempfile.TemporaryDirectory() as folder:
        python = environment(Path(folder))
        for name, program in (("datasketch", DATASKETCH), ("rensa", RENSA)):
            if python is not None:
                seconds, pairs = minhash(python, program, texts)
                table.add_row(name, f"{seconds / ours:.0f}", *_right(pairs, made.pairs), "texts")
    for name, method in (("passim's method", passim), ("difflib, all pairs", difflib)):
        seconds, pairs = method(made)
        table.add_row(name, f"{seconds / ours:,.0f}", *_right(pairs, made.pairs), "passages")
    console.print(table)


def _right(found: set[Pair], planted: list[Pair]) -> tuple[str, str]:
    """How many of the planted pairs were found, and how many others."""
    known = {tuple(sorted(pair)) for pair in planted}
    told = {tuple(sorted(pair)) for pair in found}
    return f"{len(told & known)} of {len(known)}", f"{len(told - known)}"


def minhash(python: Path, program: str, texts: list[str]) -> tuple[float, set[Pair]]:
    """Seconds of MinHash LSH at a Jaccard similarity of 0.5, and the pairs that it finds."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "texts.json"
        data.write_text(json.dumps(texts), encoding="utf-8")
        command = [python, "-c", PRELUDE + program + PAIRS, data]
        ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    seconds, similar = json.loads(ran.stdout)
    pairs = {(one, other) for one, own in enumerate(similar) for other in own if one < other}
    return float(seconds), pairs


def passim(made: noisy.Noisy) -> tuple[float, set[Pair]]:
    """Seconds, and the pairs with an alignment of MIN_WORDS words or more."""
    found = set()

    def run() -> None:
        for one, other in _candidates(made.texts):
            if _longest(made.texts[one], made.texts[other]) >= MIN_WORDS:
                found.add((one, other))

    return timed(run)[0], found


def _candidates(texts: list[np.ndarray]) -> list[Pair]:
    """The pairs of texts that share enough rare sequences."""
    carriers: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for number, text in enumerate(texts):
        words = text.tolist()
        for gram in zip(*(words[k:] for k in range(NGRAM)), strict=False):
            carriers[gram].add(number)
    rare = (sorted(own) for own in carriers.values() if 1 < len(own) <= MOST_TEXTS)
    shared = Counter(pair for own in rare for pair in combinations(own, 2))
    return [pair for pair, count in shared.items() if count >= FEWEST_SHARED]


def _longest(one: np.ndarray, other: np.ndarray) -> int:
    """Words of the first text in the best local alignment, one antidiagonal after another."""
    size = len(one) + 1
    none = np.full(size, -np.inf)
    score, before = np.zeros(size), np.zeros(size)
    across, down = none.copy(), none.copy()
    begin, begin_before = np.arange(size), np.arange(size)
    best, longest = 0.0, 0
    for diagonal in range(2, len(one) + len(other) + 1):
        i = np.arange(max(1, diagonal - len(other)), min(len(one), diagonal - 1) + 1)
        equal = one[i - 1] == other[diagonal - i - 1]
        new_across, new_down, new = none.copy(), none.copy(), np.zeros(size)
        new_across[i] = np.maximum(score[i] + OPEN, across[i] + LONGER)
        new_down[i] = np.maximum(score[i - 1] + OPEN, down[i - 1] + LONGER)
        along = before[i - 1] + np.where(equal, EQUAL, DIFFERENT)
        gapped = np.maximum(new_across[i], new_down[i])
        new[i] = np.maximum(np.maximum(along, gapped), 0)
        begins = np.arange(size)
        sideways = np.where(new_across[i] >= new_down[i], begin[i], begin[i - 1])
        begins[i] = np.where(along >= gapped, begin_before[i - 1], sideways)
        begins[new <= 0] = np.flatnonzero(new <= 0)
        top = int(new.argmax())
        if new[top] > best:
            best, longest = float(new[top]), top - int(begins[top])
        before, score, across, down = score, new, new_across, new_down
        begin_before, begin = begin, begins
    return longest


def difflib(made: noisy.Noisy) -> tuple[float, set[Pair]]:
    """Seconds for all pairs, worked out from some; among these the planted ones, and which of all
    these have as many words in blocks of three or more as a passage has at least."""
    every = combinations(range(len(made.texts)), 2)
    some = [*made.pairs[: MOST_PAIRS // 2], *islice(every, MOST_PAIRS // 2)]
    found = set()

    def run() -> None:
        for one, other in some:
            words = made.texts[one].tolist(), made.texts[other].tolist()
            blocks = SequenceMatcher(None, *words, autojunk=False).get_matching_blocks()
            if sum(block.size for block in blocks if block.size > 2) >= MIN_WORDS:
                found.add((one, other))

    seconds, texts = timed(run)[0], len(made.texts)
    return seconds / len(some) * texts * (texts - 1) / 2, found
