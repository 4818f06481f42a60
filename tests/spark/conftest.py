"""One Spark for all tests of a process, on two processors of this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from refrain.errors import RefrainError
from refrain.spark import SparkEngine
from tests.spark.parts import FAST


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkEngine]:
    """Skipped where pyspark or Java is missing; in CI, which installs both, that is a fault."""
    try:
        engine = SparkEngine.start("local[2]", FAST)
    except RefrainError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))
    with engine:
        yield engine
