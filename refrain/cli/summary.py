"""`refrain summary PATH`: what is in a dataset, as text or JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from refrain.cli import output
from refrain.cli.loading import load
from refrain.cli.options import PATHS, load_options
from refrain.cli.output import Terminal, visible
from refrain.loader.options import LoadOptions
from refrain.summary import summary as summarise
from refrain.topics import topic_label
from refrain.wording import plural


@click.command()
@PATHS
@load_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def summary(paths: tuple[Path, ...], options: LoadOptions, as_json: bool) -> None:
    """What is in PATH, a transcript file or a folder of them."""
    facts = summarise(load(paths, options))
    if as_json:
        output.show(json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
    else:
        _print(facts)


def _print(facts: dict[str, Any]) -> None:
    console = Terminal()
    console.print(facts["name"], style="bold")
    console.print(facts["recognised"])
    console.print(
        f"{plural(facts['prompts'], 'prompt')} · {plural(facts['rows'], 'row')} · "
        f"{plural(facts['transcripts'], 'transcript')}, {facts['distinct_texts']:,} distinct · "
        f"{plural(facts['words'], 'word')} · {facts['missing']:,} missing"
    )
    if facts["hours"] is not None:
        console.print(f"{facts['hours']:,.1f} hours, where times are known")
    table = Table("Topic", title="Topics", title_justify="left")
    for column in ("Shots", "Targets", "Transcripts", "Text missing"):
        table.add_column(column, justify="right")
    for topic, counts in facts["topics"].items():
        cells = (f"{count:,}" if count else "" for count in counts.values())
        table.add_row(topic_label(topic), *cells)
    console.print(table)
    for problem in facts["problems"]:
        line = f":{problem['line']}" if problem["line"] else ""
        message = visible(f" {problem['source']}{line} {problem['message']}")
        console.print(Text.assemble((problem["kind"], "yellow"), message))
    if not facts["problems"]:
        console.print("No problems.", style="green")
