"""The engines that the suite is run through. A new one is a fixture that makes it, and its name.

`local` is the index of all words, `spark` the index of the unitigs that Spark has found. It finds
what the local engine finds, row by row, in `tests/spark/`, where one job has hundreds of corpora.
A job for each question takes minutes, so here Spark has the hostile corpora, and all others where
they are asked for: `HYPOTHESIS_PROFILE=spark ./dev test tests/conformance -k spark`, with three
examples of each property. Near-repeats are asked of the local engine alone (`test_near`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from refrain.corpus import distinct_texts
from refrain.fragments import FragmentEngine, FragmentIndex
from tests.builders import corpus_of
from tests.conformance.built import Built
from tests.spark.parts import written

ENGINES = ["local", "spark"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what Spark is not asked in every run."""
    if settings.get_current_profile_name() == "spark":
        return
    left_out = [
        item
        for item in items
        if item.nodeid.startswith("tests/conformance/")
        and "[spark" in item.nodeid
        and "test_hostile" not in item.nodeid
    ]
    config.hook.pytest_deselected(items=left_out)
    kept = set(items) - set(left_out)
    items[:] = [item for item in items if item in kept]


@pytest.fixture(scope="session")
def local() -> Callable[[pd.DataFrame], FragmentEngine]:
    """The index of all words of a machine."""
    return FragmentIndex.build


@pytest.fixture(scope="session")
def through_spark(spark, tmp_path_factory) -> Callable[[pd.DataFrame], FragmentEngine]:
    """The index of the unitigs that Spark finds in two parts."""
    folder: Path = tmp_path_factory.mktemp("parts")

    def unitigs(table: pd.DataFrame, min_words: int) -> pd.DataFrame:
        texts = distinct_texts(table)["text"].tolist()
        cut = len(texts) // 2
        return spark.unitigs(written(folder, texts[:cut], texts[cut:]), min_words)

    return partial(Built, build=unitigs)


@pytest.fixture(scope="session", params=ENGINES)
def build(request: pytest.FixtureRequest) -> Callable[[pd.DataFrame], FragmentEngine]:
    """Makes an engine from a transcripts table."""
    name = "through_spark" if request.param == "spark" else request.param
    return request.getfixturevalue(name)


@pytest.fixture(scope="session")
def engine_of(build) -> Callable[..., FragmentEngine]:
    """Makes an engine from texts."""
    return lambda *texts: build(corpus_of(*texts).transcripts)
