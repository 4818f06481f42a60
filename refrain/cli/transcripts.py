"""`refrain transcripts PATH --out FILE`: the dataframe, as a file."""

from __future__ import annotations

from pathlib import Path

import click

from refrain import loader, tables
from refrain.cli import output
from refrain.cli.options import FILE, PATH, PROJECT_FILES, TABLE_HELP
from refrain.loader import LoadOptions
from refrain.wording import plural


@click.command()
@click.argument("path", type=PATH)
@PROJECT_FILES
@click.option("--out", required=True, type=FILE, help=TABLE_HELP)
def transcripts(path: Path, project_files: bool, out: Path) -> None:
    """Write the transcripts of PATH as one table, a row per appearance."""
    tables.check(out)
    corpus = loader.load(path, LoadOptions(project_files=project_files))
    tables.write(corpus.as_written.transcripts, out)
    rows, problems = len(corpus.transcripts), len(corpus.problems)
    output.say(f"{plural(rows, 'row')} written to {out}; {plural(problems, 'problem')}.")
