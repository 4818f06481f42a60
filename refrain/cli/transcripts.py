"""`refrain transcripts PATH --out FILE`: the dataframe, as a file."""

from __future__ import annotations

from pathlib import Path

import click

from refrain import loader, tables


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help=tables.HELP
)
def transcripts(path: Path, out: Path) -> None:
    """Write the transcripts of PATH as one table, a row per appearance."""
    tables.check(out)
    corpus = loader.load(path)
    tables.write(corpus.transcripts, out)
    rows, problems = len(corpus.transcripts), len(corpus.problems)
    click.echo(
        f"{rows:,} row{'s' * (rows != 1)} written to {out}; "
        f"{problems:,} problem{'s' * (problems != 1)}.",
        err=True,
    )
