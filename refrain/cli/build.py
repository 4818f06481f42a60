"""`refrain build PATH --out FOLDER`: read and analyse a dataset once, to open it at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.filesize import decimal
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from refrain.builds import Engine, LocalEngine, Manifest
from refrain.builds.building import Progress
from refrain.builds.building import build as make
from refrain.cli import output
from refrain.cli.options import PATHS, load_options
from refrain.cli.output import Terminal
from refrain.fragments.query import MIN_WORDS
from refrain.loader.options import LoadOptions
from refrain.wording import plural


@click.command()
@PATHS
@load_options
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="The folder to make: it is there when all of it is.",
)
@click.option(
    "--engine",
    "engine_name",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Where the work is done: by this machine, or by Apache Spark.",
)
@click.option("--master", metavar="URL", help="Spark's: local[4], spark://host:7077, yarn …")
@click.option(
    "--min-words",
    type=click.IntRange(1),
    default=MIN_WORDS,
    show_default=True,
    help="The words that a repeat has at least: the build answers for this length.",
)
@click.option("--force", is_flag=True, help="Replace another build that is in FOLDER.")
def build(
    paths: tuple[Path, ...],
    *,
    options: LoadOptions,
    out: Path,
    engine_name: str,
    master: str | None,
    min_words: int,
    force: bool,
) -> None:
    """Read what is in PATH, find what repeats in it, and keep all of it in FOLDER as tables.

    The dashboard opens FOLDER at once, whatever its size, and any tool reads its Parquet files. Run
    again after it was stopped, it goes on where it was.
    """
    with _engine(engine_name, master) as engine, _progress() as progress:
        made, is_new = make(paths, out, options, min_words, engine, force=force, progress=progress)
    if not is_new:
        output.say(f"{out} is the build of these files already: nothing was done.")
    _print(made, out)


@contextmanager
def _engine(name: str, master: str | None) -> Iterator[Engine]:
    if name == "local" and master is not None:
        raise click.UsageError("--master is Spark's: add --engine spark.")
    engine = _spark(master) if name == "spark" else LocalEngine()
    try:
        yield engine
    finally:
        engine.stop()


def _spark(master: str | None) -> Engine:
    from refrain.spark import SparkEngine

    return SparkEngine.start(master) if master else SparkEngine.start()


@contextmanager
def _progress() -> Iterator[Progress]:
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    console = Terminal(stderr=True)
    # Where nobody looks, a bar would leave an empty line in a log.
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda what, share: bar.update(task, description=what, completed=share)


def _print(made: Manifest, out: Path) -> None:
    console, counts = Terminal(), made.counts
    console.print(made.name, style="bold")
    console.print(
        f"{plural(counts['transcripts'], 'transcript')}, {counts['texts']:,} distinct · "
        f"{plural(counts['words'], 'word')} · {plural(counts['characters'], 'character')} · "
        f"{plural(counts['problems'], 'problem')}"
    )
    size = sum(size for _, size in made.files())
    console.print(
        f"{plural(len(made.tables), 'table')}, {decimal(size)}, by the {made.engine} engine; "
        f"repeats of {plural(made.min_words, 'word')} or more"
    )
    for what in made.left_out:
        console.print(what, style="yellow")
    console.print(f"Open it: refrain dashboard {out}")
