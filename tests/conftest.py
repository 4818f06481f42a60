"""What all tests share: the command line, the real corpora, and Hypothesis profiles."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser
from xdist.scheduler import LoadScopeScheduling

from browser import NO_BROWSER, ONLY_HERE, Server, find_chromium, launched
from dashboard import visitors
from refrain.cli import main
from refrain.errors import RefrainError
from refrain.spark import SparkEngine
from tests import shapes
from tests.builders import ROOT, SAMPLE
from tests.dashboard.signing_in import SECRET
from tests.installed import Installed, build_wheel, install
from tests.spark.parts import FAST

settings.register_profile("default", deadline=None, max_examples=200)
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("spark", deadline=None, max_examples=3)
settings.register_profile("thorough", deadline=None, max_examples=5000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") == "true" else "default")
)


# One process runs each of these, others the rest: they share a Chromium, servers and an installed
# wheel; or corpora, and what was computed of them; or a Spark.
TOGETHER = {
    "journeys": ("tests/browser/", "tests/deploy/", "tests/test_package.py"),
    "pages": ("tests/pages/", "tests/dashboard/"),
    "spark": ("tests/spark/",),
}
SPARK_ENGINE = "[spark"
"""In the id of a test that runs through the engine of Spark."""


class _SharedTogether(LoadScopeScheduling):
    """What shares something dear goes to one process, any other test to whichever is free."""

    def _split_scope(self, nodeid: str) -> str:
        if SPARK_ENGINE in nodeid:
            return "spark"
        return next((name for name in TOGETHER if nodeid.startswith(TOGETHER[name])), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _SharedTogether:
    """For `-n`: xdist's own `loadgroup` does not work with this pytest."""
    return _SharedTogether(config, log)


@pytest.fixture(scope="session", autouse=True)
def nothing_kept() -> Iterator[None]:
    """No test, and no process that one starts, reads or writes what the user keeps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFRAIN_CACHE", "")
        yield


def _real(name: str) -> Path:
    folder = Path(os.environ.get("REFRAIN_CORPORA", ROOT.parent / "shared" / "corpora"))
    path = folder / name
    if not path.exists():
        pytest.skip(f"the real corpus {name} is not beside the project (REFRAIN_CORPORA names it)")
    return path


@pytest.fixture(scope="session")
def fewshot_path() -> Path:
    """The few-shot dump that the product was first asked for."""
    return _real("fewshot-transcripts.txt")


@pytest.fixture(scope="session")
def podcasts_path() -> Path:
    """Four podcast shows: a folder each, a Markdown file an episode."""
    return _real("podcasts")


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkEngine]:
    """One Spark for all tests of a process, on two processors of this machine.

    Skipped where pyspark or Java is missing; in CI, which installs both, that is a fault.
    """
    try:
        engine = SparkEngine.start("local[2]", FAST)
    except RefrainError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))
    with engine:
        yield engine


@pytest.fixture
def set_up(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Path]:
    """Has the dashboard go by a `refrain.toml` with that text: the file."""

    def write(text: str) -> Path:
        file = tmp_path_factory.mktemp("set") / "refrain.toml"
        file.write_text(text, encoding="utf-8")
        monkeypatch.setenv("REFRAIN_SETTINGS", str(file))
        return file

    return write


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a provider to sign in at: `tests.dashboard.signing_in` has who has."""
    monkeypatch.setattr(visitors, "get_secrets_auth_section", lambda: {"client_id": "refrain"})
    monkeypatch.setattr(visitors, "get_signing_secret", lambda: SECRET)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command of `refrain`: its exit code, what it printed, and what it said on stderr."""

    def command(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main(list(args))
        out, err = capsys.readouterr()
        return stop.value.code, out, err

    return command


@pytest.fixture(scope="session")
def offered_corpora(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The dashboard offers every corpus of `shapes.NAMES`."""
    paths = shapes.write(tmp_path_factory.mktemp("corpora"))
    assert set(paths) == set(shapes.NAMES)
    written = [str(path) for name, path in paths.items() if name not in shapes.SAMPLES]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFRAIN_DATA", os.pathsep.join(written))
        yield


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def base(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Refrain as `pip install refrain` gives it."""
    return install(wheel, tmp_path_factory.mktemp("installed") / "base")


@pytest.fixture(scope="session")
def full(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Refrain as `pip install 'refrain[dashboard]'` gives it."""
    return install(wheel, tmp_path_factory.mktemp("installed") / "full", "dashboard")


@pytest.fixture(scope="session")
def installed_server(full: Installed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`refrain dashboard`, of the installed wheel, on the sample."""
    log = tmp_path_factory.mktemp("served") / "log.txt"
    start = [full.command, "dashboard", str(SAMPLE), "--"]
    server = Server(log, app=full.folder / "app.py", start=start)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """This machine's Chromium, one for all tests: it cannot be started twice in a process."""
    if find_chromium() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    with launched(ONLY_HERE) as chromium:
        yield chromium
