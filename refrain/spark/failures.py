"""What is told when Spark fails: one sentence, where Spark has pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from refrain.errors import RefrainError

_REMEDIES = {
    "FileNotFoundError": "Every worker has to see the files and the build's folder at the same "
    "path: put both on storage that all machines share.",
    "ModuleNotFoundError": "Workers need the Python packages that are installed here: install "
    "Refrain there and name its Python in PYSPARK_PYTHON, or send it along as docs/scale.md tells.",
    "stopped SparkContext": "Nothing answered at this address: look whether the cluster runs, and "
    "whether this machine reaches it.",
}
_TRACEBACK = re.compile(
    r"^(?P<indent> *)Traceback \(most recent call last\):\n(?:(?P=indent) +.*\n)+"
    r"(?P=indent)(?P<error>\S.*)",
    re.MULTILINE,
)
_OF_JAVA = re.compile(r"^[\s:]*(?P<error>\S*(?:Exception|Error): .*\S)", re.MULTILINE)


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
    """The line that names the error, the last one of Python's or else the first of Java's; and
    what to do."""
    found = [*_TRACEBACK.finditer(message)][-1:] or [*_OF_JAVA.finditer(message)][:1]
    line = found[0]["error"] if found else message.strip().partition("\n")[0]
    sentence = line if line.endswith((".", "!", "?")) else f"{line}."
    remedies = [remedy for name, remedy in _REMEDIES.items() if name in line]
    return " ".join([sentence, *remedies])
