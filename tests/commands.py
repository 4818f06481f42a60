"""Commands of `refrain`, one after another in one process: libraries are imported once for all."""

from __future__ import annotations

import json
import subprocess
from typing import NamedTuple

# A line of JSON for each command: its exit code, and what it printed and said on stderr.
RUN = """
import contextlib, io, json, sys
from refrain.cli import main
for args in json.loads(sys.argv[1]):
    out, err, code = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(args)
        except SystemExit as stop:
            code = stop.code or 0
    print(json.dumps([code, out.getvalue(), err.getvalue()]))
"""


class Done(NamedTuple):
    """What a command left: its exit code, and what it printed and said on stderr."""

    returncode: int
    stdout: str
    stderr: str


def run_all(
    python: str, commands: list[list[str]], before: str = "", **options: object
) -> list[Done]:
    """Run commands by an interpreter, which runs some code before it imports refrain.

    `options` are those of `subprocess.run`: where, and in which environment.
    """
    script = [python, "-c", before + RUN, json.dumps(commands)]
    process = subprocess.run(script, capture_output=True, text=True, timeout=300, **options)
    assert process.returncode == 0, process.stderr
    done = [Done(*json.loads(line)) for line in process.stdout.splitlines()]
    assert len(done) == len(commands)
    return done
