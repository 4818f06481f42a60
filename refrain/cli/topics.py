"""`refrain topics PATH`: what a dataset is about, by its labels or by suggestion."""

from __future__ import annotations

from pathlib import Path

import click
import pandas as pd
from rich.table import Table

from refrain import tables
from refrain import topics as analysis
from refrain.cli.loading import load
from refrain.cli.options import FILE, PATHS, TABLE_HELP, load_options
from refrain.cli.output import Terminal, numeric
from refrain.loader.options import LoadOptions
from refrain.wording import plural

AUTO = "auto"


def _count(_context: click.Context, _param: click.Parameter, value: str | None) -> int | str | None:
    if value is None or value == AUTO:
        return value
    if value.isdecimal() and int(value) >= 2:
        return int(value)
    raise click.BadParameter(f"{value} is neither a number of topics, from 2, nor {AUTO!r}.")


@click.command()
@PATHS
@load_options
@click.option(
    "--suggest",
    metavar="NUMBER|auto",
    callback=_count,
    help="Suggest so many topics from the words of the texts; auto: the most that are stable.",
)
@click.option(
    "--out",
    type=FILE,
    help=f"With --suggest, write the transcripts with their suggested topics. {TABLE_HELP}",
)
def topics(
    paths: tuple[Path, ...], options: LoadOptions, suggest: int | str | None, out: Path | None
) -> None:
    """What PATH is about: its topics, and how evenly they are spread."""
    if out is not None:
        if suggest is None:
            raise click.UsageError("--out needs --suggest; `refrain transcripts` writes the rest.")
        tables.check(out)
    corpus = load(paths, options)
    if suggest is None:
        _print(analysis.distribution(corpus.transcripts))
        return
    # Only suggestions need the extra, so only they import it.
    from refrain.cli import suggested_topics

    suggested_topics.suggest(corpus, suggest if isinstance(suggest, int) else None, out)


def _print(distribution: pd.DataFrame) -> None:
    console = Terminal()
    balance = analysis.balance(distribution["words"])
    named = int((distribution["topic"] != analysis.NO_TOPIC).sum())
    rest = "" if named == len(distribution) else ", and texts without one"
    console.print(
        f"{plural(named, 'topic')}{rest}, spread {analysis.evenness(balance)} over the words of "
        f"the distinct texts (normalised entropy {balance:.2f})",
    )
    table = Table("Topic", *[numeric(name) for name in list(distribution.columns)[1:]])
    for row in distribution.itertuples(index=False):
        counts = (f"{count:,}" if count else "" for count in row[1:])
        table.add_row(analysis.topic_label(row[0]), *counts)
    console.print(table)
