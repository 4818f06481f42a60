"""Every page test can open every corpus of `corpora.NAMES`."""

from __future__ import annotations

import os

import pytest

from tests.pages import corpora


@pytest.fixture(scope="session", autouse=True)
def _offered(tmp_path_factory):
    paths = corpora.write(tmp_path_factory.mktemp("corpora"))
    assert set(paths) == set(corpora.NAMES)
    made = [str(path) for name, path in paths.items() if name not in corpora.SAMPLES]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFRAIN_DATA", os.pathsep.join(made))
        yield
