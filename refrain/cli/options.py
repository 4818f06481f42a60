"""What the options of several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from refrain import tables

PATH = click.Path(path_type=Path)
FILE = click.Path(path_type=Path, dir_okay=False)
TABLE_HELP = f"The file to write; its ending says the format: {', '.join(tables.FORMATS)}."
PROJECT_FILES = click.option(
    "--project-files", is_flag=True, help="In a folder, read README, LICENSE and the like, too."
)
