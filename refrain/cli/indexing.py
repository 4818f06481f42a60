"""The index of a corpus, with a bar while it is built."""

from __future__ import annotations

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from refrain.cli.output import Terminal
from refrain.corpus import Corpus
from refrain.fragments import FragmentIndex, opened_or_built
from refrain.stored_folder import named_folder


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
