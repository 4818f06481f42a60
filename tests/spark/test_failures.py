"""What is told of an error is its own line, and what to do: not the pages around it."""

from __future__ import annotations

import pytest

pytest.importorskip("pyspark")

from refrain.spark.failures import SparkFailedError, told

LOST = """An error occurred while calling z:org.apache.spark.api.python.PythonRDD.collectAndServe.
: org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 failed 4 times
Error from python worker:
  Traceback (most recent call last):
    File "<frozen runpy>", line 189, in _run_module_as_main
    File "<frozen runpy>", line 112, in _get_module_details
  ModuleNotFoundError: No module named 'numpy'
PYTHONPATH was:
  /opt/spark/python
org.apache.spark.SparkException: EOFException occurred while reading the port number
\tat org.apache.spark.errors.SparkCoreErrors$.eofException(SparkCoreErrors.scala:55)
"""
CHAINED = """An exception was thrown from the Python worker:
Traceback (most recent call last):
  File "a.py", line 1, in f
KeyError: 'a'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 2, in g
    raise ValueError("no such part")
ValueError: no such part

"""
OF_JAVA = """An error occurred while calling None.org.apache.spark.api.java.JavaSparkContext.
: org.apache.spark.SparkException: Could not parse Master URL: 'locals[2]'
\tat org.apache.spark.SparkContext$.createTaskScheduler(SparkContext.scala:3391)
"""


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            LOST,
            "ModuleNotFoundError: No module named 'numpy'. Workers need the Python packages that "
            "are installed here: install Refrain there and name its Python in PYSPARK_PYTHON, or "
            "send it along as docs/scale.md tells.",
        ),
        (CHAINED, "ValueError: no such part."),
        (
            OF_JAVA,
            "org.apache.spark.SparkException: Could not parse Master URL: 'locals[2]'.",
        ),
        ("Java gateway process exited", "Java gateway process exited."),
    ],
)
def test_an_error_is_told_by_the_line_that_names_it(message, expected):
    with pytest.raises(SparkFailedError) as error, told("It failed"):
        raise RuntimeError(message)
    assert str(error.value) == f"It failed: {expected}"
