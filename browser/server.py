"""The dashboard as a process of its own."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parent.parent
UNVERIFIED = ssl.create_default_context()
"""For a certificate that was made for the moment, on this machine."""
UNVERIFIED.check_hostname, UNVERIFIED.verify_mode = False, ssl.CERT_NONE


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_until_healthy(url: str) -> None:
    """Return once an app answers there; TimeoutError after a minute."""
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1, context=UNVERIFIED)
            return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(url)


class Server:
    """A Streamlit app, running on a free port: `url` is where, `log` what it printed.

    As a context manager it stops at the end.
    """

    def __init__(
        self,
        log: Path,
        *data: Path,
        app: Path = ROOT / "app.py",
        start: Sequence[str] = (),
        base: str = "",
        port: int = 0,
    ) -> None:
        """Start it on the given data, below a base such as /team, at a port that is free where none
        is given, and wait until it answers.

        It keeps nothing on disk, unless REFRAIN_CACHE says where. `start` is a command for it,
        before Streamlit's options; without one, Streamlit runs `app`.
        """
        start = start or [sys.executable, "-m", "streamlit", "run", app.name]
        self.port = port or free_port()
        self.url = f"http://localhost:{self.port}{base}"
        self.log = log
        options = f"--server.port {self.port} --server.headless true".split()
        options += ["--server.baseUrlPath", base] if base else []
        self.process = subprocess.Popen(
            [*start, *options],
            cwd=app.parent,
            env={
                "REFRAIN_CACHE": "",
                **os.environ,
                "REFRAIN_DATA": os.pathsep.join(map(str, data)),
            },
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_healthy(self.url)
        except TimeoutError:
            self.stop()
            raise RuntimeError(f"the app did not start: {self.log.read_text()}") from None

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(10)

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
