"""The engines that the suite is run through. A new one is a line in ENGINES."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from refrain.fragments import FragmentEngine, FragmentIndex
from tests.builders import corpus_of

ENGINES: dict[str, Callable[[pd.DataFrame], FragmentEngine]] = {"local": FragmentIndex.build}


@pytest.fixture(scope="session", params=list(ENGINES))
def build(request: pytest.FixtureRequest) -> Callable[[pd.DataFrame], FragmentEngine]:
    """Makes an engine from a transcripts table."""
    return ENGINES[request.param]


@pytest.fixture(scope="session")
def engine_of(build) -> Callable[..., FragmentEngine]:
    """Makes an engine from texts."""
    return lambda *texts: build(corpus_of(*texts).transcripts)
