"""Every page test can open every corpus of `shapes.NAMES`."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from dashboard import waiting


@pytest.fixture(scope="session", autouse=True)
def _offered(offered_corpora):
    """The dashboard offers them."""


@pytest.fixture(scope="session", autouse=True)
def _patient():
    """A page waits until its answers are there: a test of what it shows meanwhile sets less."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(waiting, "MOMENT", 60)
        yield


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A corpus of three transcripts that say nearly the same: the second has a word changed, lacks
    one and has two more, with markup; the third has four changed."""
    said = [f"word{n}" for n in range(40)]
    changed = [*said[:10], "<b>bold", *said[11:20], *said[21:30], "<script>more", *said[30:]]
    fourth = [f"other{n}" if n in (5, 15, 25, 35) else word for n, word in enumerate(said)]
    folder = tmp_path_factory.mktemp("data") / "near"
    folder.mkdir()
    for name, words in zip("abc", (said, changed, fourth), strict=True):
        around = [f"{name}{n}" for n in range(15)]
        (folder / f"{name}.txt").write_text(" ".join([*around, *words, *around]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFRAIN_DATA", os.pathsep.join([os.environ["REFRAIN_DATA"], str(folder)]))
        yield "near"
