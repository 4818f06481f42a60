"""How long each analysis takes and how much memory, beside finding the words of the same texts.

    ./dev bench analyses [PATH ...]

The times of a machine say little, so each is given as a ratio to `refrain.words.words` over the
distinct texts of the same corpus, in the same run; so is the memory, the growth of the peak above
the loaded corpus (a first use of a library or vocabulary is in it), for seams above the index and
its loops. Each runs in a process of its own (a peak never falls), RUNS times; the median counts.
Loading is measured from the path.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.clock import timed

RUNS = 3
TOKENISING = "words"
SAMPLE = Path(__file__).parent.parent / "data" / "sample.txt"


def analyses() -> dict:
    """What is measured: a name, and a function of a corpus."""
    from refrain import (
        audit,
        budget,
        keywords,
        lengths,
        speakers,
        tokens,
        topic_model,
        topics,
        words,
    )
    from refrain.fragments import FragmentIndex
    from refrain.vocabulary import Vocabulary

    def page(corpus):
        """What the keywords page asks: phrases of up to three words, without speakers' names."""
        texts = corpus.texts
        found = Vocabulary.of(texts["text"])
        names = speakers.name_mask(texts["text"], found)
        counts = keywords.TermCounts.of(texts["text"], leave_out=names, found=found)
        return keywords.keywords(texts, top=500, longest=3, counts=counts)

    def prompts(corpus):
        sizes = tokens.sizes(corpus.texts, tokens.bundled("o200k"))
        return budget.prompts(corpus.transcripts, sizes)

    return {
        TOKENISING: lambda corpus: [words.words(text) for text in corpus.texts["text"]],
        "tokens o200k": lambda corpus: tokens.counts(corpus.texts, tokens.bundled("o200k")),
        "tokens cl100k": lambda corpus: tokens.counts(corpus.texts, tokens.bundled("cl100k")),
        "prompts, o200k": prompts,
        "lengths": lambda corpus: lengths.outliers(lengths.lengths(corpus.transcripts), "topic"),
        "topics": lambda corpus: topics.distribution(corpus.transcripts),
        "suggested, 4": lambda corpus: topic_model.suggest(corpus.transcripts, 4),
        "suggested, auto": lambda corpus: topic_model.suggest(corpus.transcripts),
        "keywords: words": lambda corpus: keywords.keywords(corpus.texts, top=500),
        "keywords: speakers": lambda corpus: speakers.name_mask(corpus.texts["text"]),
        "keywords: counting": lambda corpus: keywords.TermCounts.of(corpus.texts["text"]),
        "keywords: the page": page,
        "fragment index": lambda corpus: FragmentIndex.build(corpus.transcripts),
        "index, savings at 20": lambda corpus: FragmentIndex.build(corpus.transcripts).savings(),
        "findings": lambda corpus: audit.findings(corpus),
    }


def of_index() -> dict:
    """What is measured of an index that is there, with the loops in it."""
    from refrain.seams import seams

    return {"seams": seams}


def prepared(name: str, corpus) -> Callable[[], object]:
    """What is measured, with all that it is asked of."""
    from refrain.fragments import FragmentIndex
    from refrain.loops import Repetition

    if name not in of_index():
        run = analyses()[name]
        return lambda: run(corpus)
    index = FragmentIndex.build(corpus.transcripts)
    repetition = Repetition.of(index)
    return lambda: of_index()[name](index, repetition)


def one(name: str, path: str) -> None:
    """Run one analysis in this process, and print its seconds and its peak."""
    import resource

    from refrain import loader

    loading, corpus = timed(lambda: loader.load(Path(path)))
    run = prepared(name, corpus)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, _ = timed(run)
    # Kilobytes on Linux, bytes on a Mac.
    unit = 1 if sys.platform == "darwin" else 1024
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit
    print(json.dumps({"seconds": seconds, "grown": grown, "loading": loading}))


def measure(name: str, path: Path) -> dict[str, float]:
    """The medians over RUNS processes."""
    command = [sys.executable, "-m", "benchmarks.analyses", "--one", name, str(path)]
    found = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(RUNS)
    ]
    return {key: statistics.median(run[key] for run in found) for key in found[0]}


def main() -> None:
    """Print a row per corpus and analysis."""
    table = Table("Corpus", "What", "Seconds", "Ratio", "Peak, MB", "Ratio")
    for path in [Path(part).resolve() for part in sys.argv[1:]] or [SAMPLE]:
        base = measure(TOKENISING, path)
        loading = {"seconds": base["loading"], "grown": 0}
        rows = {TOKENISING: base, "loading": loading}
        rows |= {
            name: measure(name, path) for name in [*analyses(), *of_index()] if name != TOKENISING
        }
        for name, got in rows.items():
            table.add_row(
                path.name,
                name,
                f"{got['seconds']:.3f}",
                f"{got['seconds'] / base['seconds']:.1f}",
                f"{got['grown'] / 1e6:,.0f}" if got["grown"] else "",
                f"{got['grown'] / max(base['grown'], 1):.1f}" if got["grown"] else "",
            )
    Console().print(table)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:4])
    else:
        main()
