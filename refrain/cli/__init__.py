"""The same answers without a browser: a module per command of `refrain`.

A command's module is imported when the command is called, so that one starts without the packages
of another, and without waiting for them.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from refrain.cli import output
from refrain.errors import MissingExtraError, RefrainError

COMMANDS = {
    "summary": "refrain.cli.summary",
    "topics": "refrain.cli.topics",
    "transcripts": "refrain.cli.transcripts",
    "fragments": "refrain.cli.fragments",
    "boilerplate": "refrain.cli.boilerplate",
    "clean": "refrain.cli.clean",
    "restore": "refrain.cli.clean",
    "check": "refrain.cli.check",
    "report": "refrain.cli.report",
    "build": "refrain.cli.build",
    "dashboard": "refrain.cli.dashboard",
    "cache": "refrain.cli.cache",
}
"""The commands, in the order in which help lists them, and the module that has each."""


class CommandsOnDemand(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, those without their extra too."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; without its extra, one that only says so."""
        if cmd_name not in COMMANDS:
            return None
        try:
            command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        except MissingExtraError as error:
            return _without_extra(cmd_name, error)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a message about a missing extra names the command that needs it."""
        try:
            return super().invoke(ctx)
        except MissingExtraError as error:
            message = f"{ctx.invoked_subcommand} needs {error.package}: {error.remedy}"
            raise click.ClickException(message) from error


def _without_extra(name: str, missing: MissingExtraError) -> click.Command:
    def fail() -> None:
        raise missing

    return click.Command(
        name,
        callback=fail,
        help=f"Needs {missing.remedy}.",
        add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )


@click.group(cls=CommandsOnDemand, help="See what is in a transcript dataset.")
@click.version_option(package_name="refrain", prog_name="refrain")
def cli() -> None:
    """The group that the commands hang from."""


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
        output.say(f"refrain: {message}")
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
