"""What the options of several commands share."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from refrain import tables
from refrain.fragments.query import EXACT, NEAR_WORDS, SIMILARITY_FLOOR
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


class _Similarity(click.FloatRange):
    """A share of words, as a number (0.8) or in percent (80%)."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The share, as FloatRange checks it, which would take `nan`."""
        if isinstance(value, str) and value.endswith("%"):
            number: Any = value.removesuffix("%")
            value = click.FLOAT.convert(number, param, ctx) / 100
        share: float = super().convert(value, param, ctx)
        if math.isnan(share):
            self.fail("nan is no share of words.", param, ctx)
        return share


def similarity_option(help_text: str, **options: Any) -> Callable[[Command], Command]:
    """The option for how alike places of a repeat are: None where it is not given, or its
    default."""
    share = _Similarity(SIMILARITY_FLOOR, EXACT)
    return click.option("--similarity", type=share, metavar="SHARE", help=help_text, **options)


SIMILARITY = similarity_option(
    "The share of words in which two places of a repeat agree at least, "
    f"{SIMILARITY_FLOOR} (60%) to {EXACT:.0f}. Below 1, passages of {NEAR_WORDS} words or more "
    "that say nearly the same count too.",
    default=EXACT,
    show_default=True,
)
"""How alike places of a repeat are."""


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
