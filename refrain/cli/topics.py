"""`refrain topics PATH`: what a dataset is about, by its labels or by suggestion."""

from __future__ import annotations

from pathlib import Path

import click
import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from refrain import loader, tables, topic_model
from refrain import topics as analysis
from refrain.corpus import Corpus

AUTO = "auto"


def _count(_context: click.Context, _param: click.Parameter, value: str | None) -> int | str | None:
    if value is None or value == AUTO:
        return value
    if value.isdecimal() and int(value) >= 2:
        return int(value)
    raise click.BadParameter(f"{value} is neither a number of topics, from 2, nor {AUTO!r}.")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--suggest",
    metavar="NUMBER|auto",
    callback=_count,
    help="Suggest so many topics from the words of the texts; auto: the most that are stable.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"With --suggest, write the transcripts with their suggested topics. {tables.HELP}",
)
def topics(path: Path, suggest: int | str | None, out: Path | None) -> None:
    """What PATH is about: its topics, and how evenly they are spread."""
    if out is not None:
        if suggest is None:
            raise click.UsageError("--out needs --suggest; `refrain transcripts` writes the rest.")
        tables.check(out)
    corpus = loader.load(path)
    if suggest is None:
        _print(analysis.distribution(corpus.transcripts))
        return
    found = topic_model.suggest(corpus.transcripts, suggest if isinstance(suggest, int) else None)
    if found is None:
        raise click.UsageError(
            f"No topics can be suggested for {path}: that takes {topic_model.FEWEST_TEXTS} "
            "distinct texts or more, with words that say something."
        )
    corpus = topic_model.applied(corpus, found)
    _print_suggested(corpus, found)
    if out is not None:
        rows = topic_model.exported(corpus, found)
        tables.write(rows, out)
        click.echo(f"{len(rows):,} rows written to {out}.", err=True)


def _print(distribution: pd.DataFrame) -> None:
    console = Console()
    balance = analysis.balance(distribution["words"])
    console.print(
        f"{len(distribution):,} topics, spread {analysis.evenness(balance)} over the words of the "
        f"distinct texts (normalised entropy {balance:.2f})",
        highlight=False,
    )
    table = Table("Topic", *[_right(name) for name in list(distribution.columns)[1:]])
    for row in distribution.itertuples(index=False):
        table.add_row(escape(str(row[0])), *(f"{count:,}" if count else "" for count in row[1:]))
    console.print(table)


def _print_suggested(corpus: Corpus, found: topic_model.Suggestion) -> None:
    console = Console()
    agrees = topic_model.agreement(corpus)
    told = "" if agrees is None else f"; agreement with the labels {agrees:.2f}"
    console.print(
        f"{len(found.topics)} suggested topics, stability {found.stability:.2f}{told} (adjusted "
        "Rand indices)",
        highlight=False,
    )
    numbers = [_right(name) for name in ("texts", "sure", "stability")]
    table = Table("Suggested topic", *numbers)
    for row in found.topics.itertuples(index=False):
        name = escape(row.topic)
        table.add_row(name, f"{row.texts:,}", f"{row.sure:.0%}", f"{row.stability:.2f}")
    console.print(table)


def _right(name: str) -> Column:
    return Column(name.capitalize(), justify="right")
