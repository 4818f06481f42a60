"""A dashboard that offers what attacks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import waiting
from tests.security import attacks


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Iterator[Path]:
    """The folder; the dashboard offers it, one that is not there, and one without a text."""
    top = tmp_path_factory.mktemp("attacked") / attacks.NAME
    print(f"{attacks.write(top)} attacks in the fields of a dataset")
    (top.parent / "empty").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        named = [top, top.parent / "missing.txt", top.parent / "empty"]
        patch.setenv("REFRAIN_DATA", ":".join(map(str, named)))
        patch.setenv("REFRAIN_TOKENIZERS", str(top.parent / "tokenizer.json"))
        patch.setattr(waiting, "MOMENT", 60)
        yield top
