"""The index of a corpus, with a bar while it is built."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from refrain import builds
from refrain.cli.output import Terminal
from refrain.corpus import Corpus
from refrain.fragments import FragmentEngine, FragmentIndex, RepeatQuery, opened_or_built
from refrain.stored_folder import named_folder


def answering(paths: Sequence[Path], corpus: Corpus, query: RepeatQuery) -> FragmentEngine:
    """What answers a question about the corpus at the paths: a build itself, where it was made for
    that length, or else the index."""
    if len(paths) == 1 and builds.is_build(paths[0]):
        build = builds.opened(paths[0])
        if query.is_exact and query.min_words == build.manifest.min_words:
            return build.engine
    return index(corpus)


def index(corpus: Corpus) -> FragmentIndex:
    """Built, or opened from the folder of what is kept."""
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    console = Terminal(stderr=True)
    # Where nobody looks, a bar would leave an empty line in a log.
    hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task("", total=1.0)
        return opened_or_built(
            corpus.transcripts,
            named_folder(),
            lambda stage, share: bar.update(task, description=stage, completed=share),
            corpus.name,
        )
