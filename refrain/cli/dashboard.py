"""`refrain dashboard PATH …`: the same answers in a browser, from a checkout or a wheel."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import click

from refrain.cli import options
from refrain.errors import MissingExtraError
from refrain.loader.asked import existing

DATA = "REFRAIN_DATA"
"""The environment variable that names what the dashboard offers: paths, separated as in PATH."""
SETTINGS = "REFRAIN_SETTINGS"
"""The environment variable that names the file of settings."""
SETTINGS_FILE = "refrain.toml"
"""The file of settings that is taken where it is in the current folder."""
OPEN = "REFRAIN_OPEN"
"""The environment variable that, set to 1, lets anyone in who reaches the server."""
ADDRESS = "STREAMLIT_SERVER_ADDRESS"
"""Streamlit's environment variable for the address that it listens at."""
PROJECT_FILES = "REFRAIN_PROJECT_FILES"
"""The environment variable that, set to 1, has README, LICENSE and the like read, too."""
PACKAGE = Path(__file__).parent.parent


class BeforeDashes(click.Command):
    """A command that gets its own arguments; what follows `--` is in the context's `obj`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Split at the first `--`; click itself would drop it."""
        at = args.index("--") if "--" in args else len(args)
        ctx.obj = args[at + 1 :]
        return super().parse_args(ctx, args[:at])


@click.command(cls=BeforeDashes)
@click.argument(
    "paths",
    nargs=-1,
    type=click.Path(path_type=Path),
    metavar="[PATH ...] [-- STREAMLIT OPTIONS]",
)
@click.option(
    "--settings",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=f"What is offered, and to whom (default: {SETTINGS_FILE} in this folder, if it is there).",
)
@click.option(
    "--open",
    "is_open",
    is_flag=True,
    help="Listen to the network, and let everyone in who reaches it, without sign-in.",
)
@options.PROJECT_FILES
@click.pass_obj
def dashboard(
    streamlit_options: list[str],
    paths: tuple[Path, ...],
    settings: Path | None,
    is_open: bool,
    project_files: bool,
) -> int:
    """Open the dashboard on PATHs, or on the sample corpora; what follows -- goes to Streamlit.

    It listens to this machine alone, unless --server.address or --open say otherwise.
    """
    if find_spec("streamlit") is None:
        raise MissingExtraError("streamlit", "dashboard")
    environment = {**os.environ, DATA: offered(paths, os.environ)}
    if project_files:
        environment[PROJECT_FILES] = "1"
    if settings or (SETTINGS not in environment and Path(SETTINGS_FILE).is_file()):
        environment[SETTINGS] = str((settings or Path(SETTINGS_FILE)).absolute())
    if is_open:
        environment[OPEN] = "1"
        # That is what was asked for.
        environment.setdefault(ADDRESS, "0.0.0.0")  # nosec B104
    return _run(
        [sys.executable, "-m", "streamlit", "run", "app.py", *streamlit_options], environment
    )


def offered(paths: Sequence[Path], environment: Mapping[str, str]) -> str:
    """The value of DATA for these paths, made absolute, and after them what it names already.

    Raises UsageError for a path that is not there, or that has the separator in it.
    """
    for path in paths:
        if not existing(path):
            raise click.UsageError(f"{path} is not there: check the path.")
        if os.pathsep in str(path.absolute()):
            raise click.UsageError(
                f"{path.absolute()} has a {os.pathsep!r}, which separates paths: rename it."
            )
    named = [str(path.absolute()) for path in paths]
    return os.pathsep.join([*named, *filter(None, [environment.get(DATA)])])


def app_folder() -> Path:
    """The folder with app.py and its .streamlit: in the wheel, or the root of a checkout."""
    packed = PACKAGE / "_app"
    return packed if packed.is_dir() else PACKAGE.parent


def _run(command: list[str], environment: Mapping[str, str]) -> int:
    """Run it in the app's folder, where Streamlit looks for its configuration; its exit code."""
    if sys.platform != "win32":
        # In place of this process: whoever stops the one stops the other.
        os.chdir(app_folder())
        os.execve(command[0], command, environment)
    return subprocess.call(command, cwd=app_folder(), env=environment)
