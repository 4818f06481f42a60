"""What is told when Spark fails: one sentence, where Spark has pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from refrain.errors import RefrainError

_NOT_THERE = (
    " Every worker has to see the files and the build's folder at the same path: put both on "
    "storage that all machines share."
)


class SparkFailedError(RefrainError):
    """Spark did not start, or a job of it ended in an error."""


@contextmanager
def told(what: str) -> Iterator[None]:
    """Raises SparkFailedError, which begins with `what`, for errors of Spark and of its tasks."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException, RuntimeError) as error:
        raise SparkFailedError(f"{what}: {_cause(str(error))}") from error


def _cause(message: str) -> str:
    """The line of a message that names the error: the last of a traceback of Python's, else the
    first that is one of Java's."""
    lines = [line.strip(" :") for line in message.splitlines() if line.strip()]
    python = [n for n, line in enumerate(lines) if line.startswith("Traceback (most recent")]
    if python:
        after = [line for line in message.splitlines()[python[-1] :] if line[:1].isalpha()]
        line = after[1] if len(after) > 1 else lines[-1]
    else:
        line = next(
            (line for line in lines if "Exception: " in line or "Error: " in line), lines[0]
        )
    sentence = line if line.endswith((".", "!", "?")) else f"{line}."
    return sentence + (_NOT_THERE if "FileNotFoundError" in line else "")
