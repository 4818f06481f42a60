"""Near-repeats: is found what was misheard, is nothing else, how long does it take, beside what?

    ./dev bench near [--sizes 1,10,100] [--peers] [PATH ...]

Talks are generated (`benchmarks.noisy`) or read from the paths; passages of 20 to 400 words of some
are planted in others, with 0 to 25 errors in a hundred words. Recall has the words of both passages
that near-repeats of 20 words cover, at the smallest similarity; *exact* what exact repeats cover.
Precision is the share of what is covered that was planted (of a path: beside what is covered before
anything is planted). Seconds are processor time, of the search for all pairs and their groups, and
stand beside those of the exact build in the same process; so does memory, less what the process
held before the build.
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

import refrain
from benchmarks import noisy
from benchmarks.clock import timed
from benchmarks.fragments import memory
from benchmarks.planted import MIN_WORDS, corpus_of
from refrain import coverage
from refrain.fragments import FragmentIndex, RepeatQuery
from refrain.fragments.query import SIMILARITY_FLOOR
from refrain.sameness import text_id

NEAR = RepeatQuery(MIN_WORDS, None, SIMILARITY_FLOOR)
JINGLES = (100, 1_000, 10_000)
UNRELATED = 1_000
Planted = dict[int, list[np.ndarray]]


def measured(path: Path) -> dict[str, Any]:
    """The facts of one corpus: seconds and bytes of both searches, and what was found."""
    texts, planted = pickle.loads(path.read_bytes())
    transcripts = corpus_of(texts).transcripts
    FragmentIndex.build(corpus_of(["so it begins", "as it begins"]).transcripts).savings(NEAR)
    held, peaks = memory("VmRSS"), []
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    build, index = timed(lambda: FragmentIndex.build(transcripts))
    peaks.append(memory("VmHWM") - held)
    Path("/proc/self/clear_refs").write_text("5")
    seconds, pairs = timed(lambda: index.views.near.pairs(NEAR.similarity))
    groups, _ = timed(lambda: index.views.near.groups(NEAR.similarity))
    peaks.append(memory("VmHWM") - held)
    facts = {
        "megabytes": index.texts["chars"].sum() / 1e6,
        "words": int(index.word_counts.sum()),
        "build": build,
        "near": seconds + groups,
        "build_bytes": peaks[0],
        "near_bytes": peaks[1],
        "pairs": int((np.maximum(pairs.p_words, pairs.q_words) >= MIN_WORDS).sum()),
    }
    return facts | (found(index, texts, planted) if planted else {})


def found(index: FragmentIndex, texts: list[str], planted: Planted) -> dict[str, Any]:
    """Recall by rate, near and exact, and precision, all in words."""
    near, exact = (
        coverage.word_mask(index.repeated(query), index.word_counts) for query in (NEAR, NEAR.exact)
    )
    first = dict(zip(index.texts["text_id"], np.cumsum(index.word_counts), strict=True))
    lengths = index.word_counts

    def flat(masks: list[np.ndarray]) -> np.ndarray:
        every = np.zeros(len(near), dtype=bool)
        for text, mask in zip(texts, masks, strict=True):
            stop = first[text_id(text)]
            every[stop - lengths[text_id(text)] : stop] |= mask
        return every

    truth = {rate: flat(masks) for rate, masks in planted.items()}
    known = np.logical_or.reduce(list(truth.values()))
    return {
        "recall": {rate: float(near[mask].mean()) for rate, mask in truth.items() if mask.any()},
        "exact": {rate: float(exact[mask].mean()) for rate, mask in truth.items() if mask.any()},
        "precision": float(known[near].mean()),
        "beside": int((near & ~known).sum()),
    }


def in_process(texts: list[str], planted: Planted | None = None) -> dict[str, Any]:
    """The facts of one corpus, measured in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.pickle"
        path.write_bytes(pickle.dumps((texts, planted)))
        command = [sys.executable, "-m", "benchmarks.near", "--measure", str(path)]
        facts = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return dict(facts)


def of_size(megabytes: float) -> dict[str, Any]:
    """The facts of generated talks."""
    made = noisy.generated(megabytes)
    return in_process(list(noisy.spelled(made.texts)), made.planted)


def of_path(path: str) -> dict[str, Any]:
    """The facts of real texts, with passages of some planted in others."""
    index = FragmentIndex.build(refrain.load(path).transcripts)
    ids = [np.asarray(index.words(name).ids) for name in index.texts["text_id"]]
    speech = noisy.Speech(np.random.default_rng(noisy.SEED))
    speech.words = _drawn_from(np.concatenate(ids))  # type: ignore[method-assign]
    made = noisy.with_copies(speech, ids)
    nothing = {0: [np.zeros(len(text), dtype=bool) for text in ids]}
    before = in_process([_written(text) for text in ids], nothing)
    facts = in_process([_written(text) for text in made.texts], made.planted)
    new = max(facts["beside"] - before["beside"], 0)
    right = sum(int(mask.sum()) for masks in made.planted.values() for mask in masks)
    facts["precision"] = right / max(right + new, 1)
    return facts


def _drawn_from(words: np.ndarray) -> Any:
    chance = np.random.default_rng(noisy.SEED)
    return lambda count: chance.choice(words, count)


def _written(ids: np.ndarray) -> str:
    return " ".join(f"w{number:x}" for number in ids.tolist())


def show(console: Console, rows: dict[str, dict[str, Any]]) -> None:
    """Two tables: what is found, and what it takes."""
    told = Table("corpus", *(f"{rate} %" for rate in noisy.RATES), "precision", "beside, words")
    told.title = "Words found again, by errors in a hundred (by exact repeats)"
    takes = Table("corpus", "MB", "words", "pairs", "near s", "/ build", "near MB", "/ build")
    for name, facts in rows.items():
        if "recall" in facts:
            shares = (
                f"{facts['recall'].get(str(rate), 0):.1%} ({facts['exact'].get(str(rate), 0):.0%})"
                for rate in noisy.RATES
            )
            told.add_row(name, *shares, f"{facts['precision']:.2%}", f"{facts['beside']:,}")
        takes.add_row(name, *costs(facts))
    console.print(told)
    console.print(takes)


def costs(facts: dict[str, Any]) -> list[str]:
    """What the search took, beside the exact build."""
    return [
        f"{facts['megabytes']:.1f}",
        f"{facts['words']:,}",
        f"{facts['pairs']:,}",
        f"{facts['near']:.2f}",
        f"{facts['near'] / facts['build']:.2f}",
        f"{facts['near_bytes'] / 1e6:,.0f}",
        f"{facts['near_bytes'] / facts['build_bytes']:.2f}",
    ]


def main() -> None:
    """Measure what is asked for, and print it."""
    parser = argparse.ArgumentParser(prog="benchmarks.near")
    parser.add_argument("--sizes", default="1,10", help="megabytes, parted by commas")
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
    rows |= {Path(path).name: of_path(path) for path in options.paths}
    for count in JINGLES if options.sizes else ():
        rows[f"a jingle in {count:,}"] = in_process(list(noisy.spelled(noisy.jingles(count))))
    if options.sizes:
        speech = noisy.Speech(np.random.default_rng(noisy.SEED))
        talks = [speech.talk(noisy.WORDS_A_TEXT) for _ in range(UNRELATED)]
        rows[f"{UNRELATED:,} unrelated"] = in_process(list(noisy.spelled(talks)))
    show(console, rows)
    if options.peers:
        from benchmarks.near_peers import compare

        compare(console)


if __name__ == "__main__":
    main()
