"""Functions mapped over items on Spark: results in order, and errors that can be acted on."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest

from refrain.builds import TextPart
from refrain.errors import RefrainError, UnreadableError
from refrain.spark.failures import SparkFailedError


def test_results_are_in_the_order_of_the_items_whichever_comes_first(spark):
    def late(seconds: float) -> tuple[float, int]:
        time.sleep(seconds)
        return seconds, os.getpid()

    results = [*spark.map(late, [0.4, 0.0, 0.2])]
    assert [seconds for seconds, _ in results] == [0.4, 0.0, 0.2]
    assert os.getpid() not in {process for _, process in results}
    assert [*spark.map(late, [])] == []


def test_an_error_of_refrain_is_raised_as_it_is_without_trying_again(spark, tmp_path):
    def refuse(item: int) -> int:
        with (tmp_path / "tried").open("a") as tried:
            tried.write(f"{item} ")
        if item == 1:
            raise UnreadableError("notes.txt cannot be read: it is not there.")
        return item

    results = spark.map(refuse, [0, 1, 2])
    assert next(results) == 0
    with pytest.raises(UnreadableError, match=r"^notes\.txt cannot be read: it is not there\.$"):
        next(results)
    assert sorted((tmp_path / "tried").read_text().split()) == ["0", "1", "2"]


def test_any_other_error_is_told_in_one_sentence(spark, capfd):
    with pytest.raises(SparkFailedError) as error:
        [*spark.map(lambda item: 1 // item, [1, 0])]
    assert str(error.value) == (
        "A task failed on Spark: ZeroDivisionError: integer division or modulo by zero."
    )
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")


def test_a_part_that_workers_do_not_see_is_told_with_the_remedy(spark):
    part = TextPart(Path("/not/here/part-0.parquet"), np.arange(1), 0)
    with pytest.raises(RefrainError) as error:
        spark.unitigs([part], 20)
    assert "/not/here/part-0.parquet" in str(error.value)
    assert str(error.value).endswith(
        "Every worker has to see the files and the build's folder at the same path: put both on "
        "storage that all machines share."
    )
    assert "\n" not in str(error.value)
