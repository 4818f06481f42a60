"""Every page test can open every corpus of `shapes.NAMES`."""

from __future__ import annotations

import os

import pytest

from tests import shapes


@pytest.fixture(scope="session", autouse=True)
def _offered(tmp_path_factory):
    paths = shapes.write(tmp_path_factory.mktemp("corpora"))
    assert set(paths) == set(shapes.NAMES)
    made = [str(path) for name, path in paths.items() if name not in shapes.SAMPLES]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFRAIN_DATA", os.pathsep.join(made))
        yield
