"""`refrain transcripts PATH --out FILE`: the dataframe, as a file."""

from __future__ import annotations

from pathlib import Path

import click

from refrain import tables
from refrain.cli import output
from refrain.cli.loading import load
from refrain.cli.options import FILE, PATHS, TABLE_HELP, load_options
from refrain.loader.options import LoadOptions
from refrain.wording import plural


@click.command()
@PATHS
@load_options
@click.option("--out", required=True, type=FILE, help=TABLE_HELP)
def transcripts(paths: tuple[Path, ...], options: LoadOptions, out: Path) -> None:
    """Write the transcripts of PATH as one table, a row per appearance."""
    tables.check(out)
    corpus = load(paths, options)
    tables.write(corpus.as_written.transcripts, out)
    rows, problems = len(corpus.transcripts), len(corpus.problems)
    output.say(f"{plural(rows, 'row')} written to {out}; {plural(problems, 'problem')}.")
