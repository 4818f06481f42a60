"""`refrain cache`: what is kept on disk to be opened again at once, and how to remove it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.filesize import decimal
from rich.table import Table

from refrain import stored_folder
from refrain.cache_entries import Entry, clear, entries
from refrain.cli import output
from refrain.cli.output import Terminal, numeric
from refrain.wording import plural

OFF = f"Nothing is kept: {stored_folder.VARIABLE} is empty."


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.option("--clear", "remove", is_flag=True, help="Remove all of it; asks before.")
@click.option("--yes", is_flag=True, help="Remove it without asking.")
def cache(as_json: bool, remove: bool, yes: bool) -> None:
    """What is kept on disk, so that corpora, indexes and answers are there at once the next time.

    It is in the user's cache folder, or in the folder that REFRAIN_CACHE names; where that is set
    to nothing, nothing is kept. Beyond 20 GB, or as many as REFRAIN_CACHE_GB says, what was not
    used for longest goes. Of each entry it says what it is (corpus, index or answer), of what, how
    large, and when it was last used.
    """
    if as_json and remove:
        raise click.UsageError("--json lists what is kept; it does not go with --clear.")
    if yes and not remove:
        raise click.UsageError("--yes is for --clear.")
    folder = stored_folder.named_folder()
    kept = entries(folder) if folder else []
    if as_json:
        output.show(json.dumps(_facts(folder, kept), ensure_ascii=False, indent=2) + "\n")
    elif not folder:
        output.say(OFF)
    elif remove:
        _remove(folder, kept, yes)
    else:
        _print(folder, kept)


def _facts(folder: Path | None, kept: list[Entry]) -> dict[str, Any]:
    return {
        "folder": folder and str(folder),
        "bytes": _total(kept),
        "limit": stored_folder.limit(),
        "entries": [
            asdict(entry)
            | {"place": str(entry.place), "last_used": _time(entry).isoformat(timespec="seconds")}
            for entry in kept
        ],
    }


def _remove(folder: Path, kept: list[Entry], yes: bool) -> None:
    what = f"{plural(len(kept), 'entry', 'entries')}, {decimal(_total(kept))}"
    if kept and not yes:
        click.confirm(f"Remove {what}, from {output.visible(str(folder))}?", abort=True, err=True)
    left = clear(folder)
    if left:
        raise click.ClickException(f"{len(left)} of {what}, could not be removed from {folder}.")
    output.say(f"{what}, removed.")


def _print(folder: Path, kept: list[Entry]) -> None:
    console = Terminal()
    if kept:
        table = Table("What", "Of", numeric("size"), "Last used")
        for entry in kept:
            used = f"{_time(entry).astimezone():%Y-%m-%d %H:%M}"
            table.add_row(entry.kind, entry.about, decimal(entry.size), used)
        console.print(table)
    count = plural(len(kept), "entry", "entries")
    most = decimal(stored_folder.limit())
    console.print(f"{count}, {decimal(_total(kept))} of at most {most}, in {folder}")


def _total(kept: list[Entry]) -> int:
    return sum(entry.size for entry in kept)


def _time(entry: Entry) -> datetime:
    return datetime.fromtimestamp(entry.last_used, UTC)
