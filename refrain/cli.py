"""The same answers without a browser: `refrain summary PATH`, `refrain transcripts PATH`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from refrain import loader
from refrain.corpus import Corpus
from refrain.errors import RefrainError
from refrain.summary import summary as summarise

WRITERS: dict[str, Callable[[pd.DataFrame, Path], Any]] = {
    ".parquet": lambda frame, path: frame.to_parquet(path, index=False),
    ".csv": lambda frame, path: frame.to_csv(path, index=False),
    ".jsonl": lambda frame, path: frame.to_json(
        path, orient="records", lines=True, force_ascii=False
    ),
}


@click.group(help="See what is in a transcript dataset.")
@click.version_option(package_name="refrain", prog_name="refrain")
def cli() -> None:
    """The group that the commands hang from."""


@cli.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def summary(path: Path, as_json: bool) -> None:
    """What is in PATH, a transcript file or a folder of them."""
    facts = summarise(_load(path))
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        _print(facts)


@cli.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"The file to write; its ending says the format: {', '.join(WRITERS)}.",
)
def transcripts(path: Path, out: Path) -> None:
    """Write the transcripts of PATH as one table, a row per appearance."""
    write = WRITERS.get(out.suffix.lower())
    if write is None:
        endings = ", ".join(WRITERS)
        raise click.UsageError(f"--out {out}: the ending must be one of {endings}.")
    corpus = _load(path)
    try:
        write(corpus.transcripts, out)
    except OSError as error:
        raise click.UsageError(
            f"--out {out} cannot be written: {error.strerror or error}."
        ) from error
    problems = len(corpus.problems)
    click.echo(
        f"{len(corpus.transcripts):,} rows written to {out}; {problems:,} problems.", err=True
    )


def _load(path: Path) -> Corpus:
    return loader.load(path)


def _print(facts: dict[str, Any]) -> None:
    console = Console()
    console.print(f"[bold]{escape(facts['name'])}[/bold]")
    console.print(
        f"{facts['prompts']:,} prompts · {facts['rows']:,} rows · "
        f"{facts['transcripts']:,} transcripts, {facts['distinct_texts']:,} distinct · "
        f"{facts['words']:,} words · {facts['missing']:,} missing"
    )
    table = Table("Topic", title="Topics", title_justify="left")
    for column in ("Shots", "Targets", "Transcripts", "Text missing"):
        table.add_column(column, justify="right")
    for topic, counts in facts["topics"].items():
        table.add_row(escape(topic), *(f"{count:,}" if count else "" for count in counts.values()))
    console.print(table)
    for problem in facts["problems"]:
        line = f":{problem['line']}" if problem["line"] else ""
        place = escape(f"{problem['source']}{line}")
        console.print(
            f"[yellow]{problem['kind']}[/yellow] {place} {escape(problem['message'])}",
            highlight=False,
        )
    if not facts["problems"]:
        console.print("[green]No problems.[/green]")


def main(args: list[str] | None = None) -> None:
    """Run the command line; what goes wrong is one line on stderr, and exit code 2."""
    try:
        # Not standalone: click would print its usage around the one line that matters.
        code = cli.main(args, prog_name="refrain", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except (click.ClickException, RefrainError) as error:
        message = error.format_message() if isinstance(error, click.ClickException) else error
        click.echo(f"refrain: {message}", err=True)
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
