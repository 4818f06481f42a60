"""Every page test can open every corpus of `shapes.NAMES`."""

from __future__ import annotations

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
