"""Every page test can open every corpus of `shapes.NAMES`."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.hostile_shapes import SHAPES
from dashboard import waiting
from tests.shapes import NAMES

CORPORA = {*NAMES, *SHAPES}


@pytest.fixture(scope="session", autouse=True)
def _offered(offered_corpora):
    """The dashboard offers them."""


@pytest.fixture(scope="session", autouse=True)
def _patient():
    """A page waits until its answers are there: a test of what it shows meanwhile sets less."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(waiting, "MOMENT", 60)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the tests of one corpus compute is kept for a while, by one process: they go there,
    one after another."""
    for item in items:
        if Path(__file__).parent in item.path.parents and isinstance(item, pytest.Function):
            given = getattr(item, "callspec", None)
            corpus = given and given.params.get("name", given.params.get("shape"))
            if corpus in CORPORA:
                item.add_marker(pytest.mark.xdist_group(f"corpus {corpus}"))
