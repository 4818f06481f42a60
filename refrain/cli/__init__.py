"""The same answers without a browser: a module per command of `refrain`."""

from __future__ import annotations

import sys

import click

from refrain.cli.check import check
from refrain.cli.clean import clean, restore
from refrain.cli.fragments import fragments
from refrain.cli.report import report
from refrain.cli.summary import summary
from refrain.cli.topics import topics
from refrain.cli.transcripts import transcripts
from refrain.errors import RefrainError


@click.group(help="See what is in a transcript dataset.")
@click.version_option(package_name="refrain", prog_name="refrain")
def cli() -> None:
    """The group that the commands hang from."""


for _command in (summary, topics, transcripts, fragments, clean, restore, check, report):
    cli.add_command(_command)


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
