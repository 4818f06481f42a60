"""The engine of a build that runs on Spark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import pandas as pd

from refrain.builds import TextPart
from refrain.errors import RefrainError
from refrain.spark import session, unitigs
from refrain.spark.failures import told

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Item = TypeVar("Item")
Result = TypeVar("Result")


class SparkEngine:
    """Runs the steps of a build on Spark: on this machine, or on a cluster."""

    name = "spark"

    def __init__(self, spark: SparkSession) -> None:
        """On a session that runs."""
        self.spark = spark

    @classmethod
    def start(
        cls, master: str = session.LOCAL_MASTER, settings: Mapping[str, str] | None = None
    ) -> Self:
        """Start Spark: `session.start` says what is chosen, and what is raised."""
        return cls(session.start(master, settings))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End Spark, and all that runs on it."""
        self.spark.stop()

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """The results of a function that can be pickled, in the order of the items: a task each.

        A RefrainError that the function raises is raised here. After any other error Spark tries
        again, as after the loss of a worker; in the end SparkFailedError is raised.
        """
        if not items:
            return
        context = self.spark.sparkContext
        with told("A task failed on Spark"):
            results = context.parallelize(items, len(items)).map(_Kept(function)).collect()
        for result in results:
            if isinstance(result, RefrainError):
                raise result
            yield result

    def unitigs(self, parts: Sequence[TextPart], min_words: int) -> pd.DataFrame:
        """The unitigs of the distinct texts of some parts: row, word, windows, unitig, start, end.

        Where each stands, in order; they are numbered by their first place. Exact: a hash says
        which windows may be equal, and digests of their words whether they are.
        """
        with told("The search for repeats failed on Spark"):
            return unitigs.find(self.spark, parts, min_words)


class _Kept:
    """A function whose RefrainErrors are results: what a person can act on is not tried again."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.function = function

    def __call__(self, item: Any) -> Any:
        try:
            return self.function(item)
        except RefrainError as error:
            return error
