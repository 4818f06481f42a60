"""The dashboard as a process, and the machine's Chromium: for journeys, pictures and benchmarks."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlparse

ROOT = Path(__file__).parent.parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
NO_BROWSER = "no Chromium: apt-get install chromium, or name one in REFRAIN_CHROMIUM"
SETTLED = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    return app?.dataset.testScriptState === 'notRunning' && document.querySelector('h1')
        && !document.querySelector('[data-stale=true]');
}"""


def query(url: str) -> dict[str, str]:
    """The parameters of an address, the last of each name."""
    return {name: values[-1] for name, values in parse_qs(urlparse(url).query).items()}


def find_browser() -> str | None:
    """The path of this machine's Chromium, or None."""
    names = (os.environ.get("REFRAIN_CHROMIUM", ""), "chromium", "chromium-browser")
    return next(filter(None, map(shutil.which, [*names, "google-chrome"])), None)


class Server:
    """A Streamlit app, running on a free port: `url` is where, `log` what it printed."""

    def __init__(self, log: Path, *data: Path, app: Path = ROOT / "app.py") -> None:
        """Start it on the given data, and wait until it answers."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://localhost:{port}"
        self.log = log
        options = f"--server.port {port} --server.headless true".split()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", app.name, *options],
            cwd=app.parent,
            env={**os.environ, "REFRAIN_DATA": os.pathsep.join(map(str, data))},
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
        )
        self._wait()

    def _wait(self) -> None:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1)
                return
            except OSError:
                time.sleep(0.5)
        self.stop()
        raise RuntimeError(f"the app did not start: {self.log.read_text()}")

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(10)
