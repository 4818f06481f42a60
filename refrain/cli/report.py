"""`refrain report PATH --out report.html`: one file to send to someone."""

from __future__ import annotations

from pathlib import Path

import click

from refrain.cli import indexing, output
from refrain.cli.loading import load
from refrain.cli.options import FILE, PATHS, load_options
from refrain.loader.options import LoadOptions
from refrain.report import html


@click.command()
@PATHS
@load_options
@click.option(
    "--out",
    required=True,
    type=FILE,
    help="The HTML file to write. It needs no network and no other file.",
)
def report(paths: tuple[Path, ...], options: LoadOptions, out: Path) -> None:
    """Write what is in PATH, and what is wrong with it, as one HTML file."""
    corpus = load(paths, options)
    written = html(corpus, indexing.index(corpus)).encode("utf-8", "replace")
    output.write(written, out)
    output.say(f"{len(written) / 1e6:.1f} MB written to {out}.")
