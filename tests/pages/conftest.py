"""Every page test can open every corpus of `shapes.NAMES`."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session", autouse=True)
def _offered(offered_corpora):
    """The dashboard offers them."""
