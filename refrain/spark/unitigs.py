"""The unitigs of a corpus in parts: three passes of tasks over the parts, two shuffles between.

Of each number that a part sends there is one row, so no key has more rows than there are parts: a
jingle in every text, or one word a million times, is no heavier than what stands twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from refrain.builds import TextPart
from refrain.errors import RefrainError
from refrain.spark import passes
from refrain.spark.hashes import Hashing
from refrain.spark.known import KnownWindows
from refrain.spark.numbering import CollisionError, numbered
from refrain.spark.parts import PartWords

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import Column, DataFrame, SparkSession
    from pyspark.sql.window import WindowSpec

Batches = Iterator[pa.RecordBatch]
Pass = Callable[[PartWords, int, pa.Table], pa.Table]

MOST_TASKS = 10_000
"""Of a stage. With more parts a task has some of them, for Spark keeps track of every pair of tasks
between which numbers travel."""
HASHINGS = tuple(map(Hashing, range(4)))
_ROWS = 1 << 16


def find(
    spark: SparkSession,
    parts: Sequence[TextPart],
    min_words: int,
    hashings: Iterable[Hashing] = HASHINGS,
) -> pd.DataFrame:
    """The unitigs, as `SparkEngine.unitigs` has them.

    Where two different windows have one hash, it is tried again with another salt; RefrainError is
    raised if there is none left.
    """
    for hashing in hashings:
        try:
            return numbered(_places(spark, parts, min_words, hashing))
        except CollisionError:
            continue
    raise RefrainError("Different words had equal hashes, again and again: please report it.")


def _places(
    spark: SparkSession, parts: Sequence[TextPart], size: int, hashing: Hashing
) -> pa.Table:
    """The places of all unitigs, in any order: PLACES."""
    if not parts:
        return passes.NO_PLACES
    tasks = min(len(parts), MOST_TASKS)
    each = spark.range(0, len(parts), 1, tasks).withColumnRenamed("id", "part")
    shared = spark.sparkContext.broadcast(list(parts))

    def through(rows: DataFrame, one: Pass, schema: str) -> DataFrame:
        return rows.mapInArrow(partial(_by_part, shared, one), schema)

    def back(rows: DataFrame) -> DataFrame:
        return rows.repartitionById(tasks, rows["part"] % tasks)

    candidates = each
    if size >= passes.ANCHORED:
        found = through(each, partial(_anchors, size, hashing), passes.ANCHORS)
        candidates = back(_again(found, tasks, "anchor").select("part", "anchor"))
    windows = through(candidates, partial(_windows, size, hashing), passes.WINDOWS)
    recurring = back(_recurring(windows, tasks))
    try:
        return through(recurring, partial(_unitigs, size, hashing), passes.PLACES).toArrow()
    finally:
        shared.destroy()


def _again(rows: DataFrame, tasks: int, *key: str) -> DataFrame:
    """The rows whose key stands at two places or more."""
    from pyspark.sql import functions as sf

    return (
        rows.repartition(tasks, *key)
        .withColumn("in_all", sf.sum("places").over(_all_of(*key)))
        .where("in_all > 1")
    )


def _recurring(windows: DataFrame, tasks: int) -> DataFrame:
    """The windows that recur, by part; whether always the same word is before, and behind."""
    from pyspark.sql import functions as sf

    key = ("high", "low")

    def always(word: str) -> Column:
        parts = sf.count("*").over(_all_of(*key))
        least, most = (f(word).over(_all_of(*key)) for f in (sf.min, sf.max))
        return (sf.count(word).over(_all_of(*key)) == parts) & (least == most)

    return _again(windows, tasks, *key).select(
        "part", *key, always("before").alias("preceded"), always("after").alias("followed")
    )


def _all_of(*key: str) -> WindowSpec:
    from pyspark.sql import Window

    return Window.partitionBy(*key)


# -- tasks ----------------------------------------------------------------------------------------


def _by_part(shared: Broadcast[list[TextPart]], one: Pass, batches: Batches) -> Batches:
    """Take the rows that come back for some parts through a pass over each part."""
    rows = list(batches)
    if not rows:
        return
    table = pa.Table.from_batches(rows)
    for part in pc.unique(table["part"]).sort().to_pylist():
        of_part = table.filter(pc.equal(table["part"], part))
        words = PartWords.read(shared.value[part])
        yield from one(words, part, of_part).to_batches(_ROWS)


def _anchors(size: int, hashing: Hashing, words: PartWords, part: int, rows: pa.Table) -> pa.Table:
    return passes.anchors_of(words, part, size, hashing)


def _windows(size: int, hashing: Hashing, words: PartWords, part: int, rows: pa.Table) -> pa.Table:
    anchors = np.sort(_hashes(rows["anchor"])) if "anchor" in rows.column_names else None
    return passes.windows_of(words, part, size, hashing, anchors)


def _unitigs(size: int, hashing: Hashing, words: PartWords, part: int, rows: pa.Table) -> pa.Table:
    again = KnownWindows(
        *(_hashes(rows[lane]) for lane in ("high", "low")),
        *(rows[flag].to_numpy() for flag in ("preceded", "followed")),
    )
    return passes.places_of(words, size, hashing, again)


def _hashes(column: pa.ChunkedArray) -> np.ndarray:
    """Spark's whole numbers have a sign."""
    hashes: np.ndarray = column.to_numpy().view(np.uint64)
    return hashes
