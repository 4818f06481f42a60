"""What the options of several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from refrain import tables
from refrain.loader.options import LoadOptions

PATHS = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH ..."
)
"""Files, folders and patterns that become one corpus."""
FILE = click.Path(path_type=Path, dir_okay=False)
TABLE_HELP = f"The file to write; its ending says the format: {', '.join(tables.FORMATS)}."
PROJECT_FILES = click.option(
    "--project-files", is_flag=True, help="In a folder, read README, LICENSE and the like, too."
)
_COLUMNS = tuple(
    click.option(f"--{name}-column", metavar="NAME", help=f"In tables, the column of the {name}.")
    for name in ("text", "topic", "title")
)
Command = TypeVar("Command", bound=Callable[..., Any])


def load_options(command: Command) -> Command:
    """A command with the options of how a corpus is loaded, which is called with them as `options`,
    a LoadOptions."""

    @wraps(command)
    def with_options(**given: Any) -> Any:
        names = ("project_files", "text_column", "topic_column", "title_column")
        options = LoadOptions(**{name: given.pop(name) for name in names})
        return command(**given, options=options)

    for option in (*reversed(_COLUMNS), PROJECT_FILES):
        with_options = option(with_options)
    return with_options  # type: ignore[return-value]
