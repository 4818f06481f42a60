"""The audit of a few-shot dump."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from refrain import audit
from tests.builders import load_dump


@pytest.fixture
def findings_of(tmp_path: Path) -> Callable[..., pd.DataFrame]:
    """The findings on a dump of prompts, each a list of pairs of a label and a text."""
    return lambda *prompts: audit.findings(load_dump(tmp_path, *prompts))
