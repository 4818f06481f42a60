"""`refrain topics PATH --suggest NUMBER`: the part that needs the extra `topics`."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

from refrain import tables, topic_model
from refrain.cli import output
from refrain.cli.output import Terminal, numeric
from refrain.corpus import Corpus
from refrain.wording import percent


def suggest(corpus: Corpus, count: int | None, out: Path | None) -> None:
    """Print `count` suggested topics (without it, the most that are stable), and write to `out`.

    Raises UsageError where the corpus has too few texts.
    """
    suggestion = topic_model.suggest(corpus.transcripts, count)
    if suggestion is None:
        raise click.UsageError(
            f"No topics can be suggested for {corpus.name}: that takes {topic_model.MIN_TEXTS} "
            "distinct texts or more, with words that say something."
        )
    corpus = topic_model.applied(corpus, suggestion)
    _print(corpus, suggestion)
    if out is not None:
        rows = topic_model.exported(corpus, suggestion)
        tables.write(rows, out)
        output.say(f"{len(rows):,} rows written to {out}.")


def _print(corpus: Corpus, suggestion: topic_model.Suggestion) -> None:
    console = Terminal()
    agreement = topic_model.agreement(corpus)
    note = "" if agreement is None else f"; agreement with the labels {agreement:.2f}"
    console.print(
        f"{len(suggestion.topics)} suggested topics, stability {suggestion.stability:.2f}{note} "
        "(adjusted Rand indices)",
    )
    numbers = [numeric(name) for name in ("texts", "sure", "stability")]
    table = Table("Suggested topic", *numbers)
    for row in suggestion.topics.itertuples(index=False):
        table.add_row(row.topic, f"{row.texts:,}", percent(row.sure), f"{row.stability:.2f}")
    console.print(table)
