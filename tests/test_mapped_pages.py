"""What a mapped column takes of memory can be given back; it is still there to be read."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd
import pytest

from refrain import mapped
from refrain.mapped_pages import let_go
from refrain.schemas import STRING

TEXTS = ["purr " * 200_000, "bark " * 200_000]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux what is in memory")
def test_a_mapped_column_is_given_back_and_read_again(tmp_path):
    mapped.write(pd.Series(TEXTS, dtype=STRING), tmp_path / "texts")
    column = mapped.opened(tmp_path / "texts")
    assert column.str.len().sum() == 2_000_000
    assert _kilobytes_of(tmp_path / "texts") > 1_900
    let_go(column)
    assert _kilobytes_of(tmp_path / "texts") < 100
    assert column.tolist() == TEXTS


def test_what_is_not_of_a_file_stays():
    column = pd.Series(TEXTS, dtype=STRING)
    let_go(column)
    assert column.tolist() == TEXTS


def _kilobytes_of(file: Path) -> int:
    """What is in memory of a mapped file."""
    maps = Path("/proc/self/smaps").read_text()
    return sum(map(int, re.findall(rf"{file}\nSize:.*\n.*\n.*\nRss: +(\d+)", maps)))
