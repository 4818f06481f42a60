"""A Spark session with the settings that a build needs, and as quiet as a command has to be."""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from refrain.extras import needed
from refrain.spark.failures import told
from refrain.spark.java import check_java

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL_MASTER = "local[*]"
_HERE = "127.0.0.1"
_LOGGING = Path(__file__).with_name("log4j2.properties")
_JAVA = "spark.driver.extraJavaOptions"
_SETTINGS = {
    "spark.app.name": "refrain build",
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
    "spark.serializer": "org.apache.spark.serializer.KryoSerializer",
    # Nothing is left to adapt: there are no joins, a number goes once from each part, and work is
    # cut by parts and not by the bytes that are left of them.
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(1 << 16),
    # Workers are forked, each with what refrain needs: it is imported once on each machine.
    "spark.python.daemon.module": "refrain.spark.daemon",
    # What the driver collects grows with what repeats.
    "spark.driver.maxResultSize": "0",
}
_SETTINGS_OF_ONE_MACHINE = {
    "spark.ui.enabled": "false",
    # Nobody else is to reach it.
    "spark.driver.host": _HERE,
    "spark.driver.bindAddress": _HERE,
    # At most, for all tasks together: what does not fit is sorted on disk.
    "spark.driver.memory": "2g",
}


def start(master: str = LOCAL_MASTER, settings: Mapping[str, str] | None = None) -> SparkSession:
    """Spark on this machine, or on the cluster whose address `master` is.

    `settings` are Spark's own, and go before those of refrain. Raises MissingExtraError without
    pyspark, JavaError without Java, SparkFailedError where Spark does not start.
    """
    with needed("spark"):
        from pyspark.sql import SparkSession
    # What goes to and fro is Arrow's tables.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    check_java()
    chosen = _SETTINGS | (_SETTINGS_OF_ONE_MACHINE if _is_local(master) else {})
    chosen |= settings or {}
    logging = f"-Dlog4j2.configurationFile={_LOGGING.as_uri()}"
    chosen[_JAVA] = f"{logging} {chosen.get(_JAVA, '')}".strip()
    builder = SparkSession.builder.master(master)
    for name, value in chosen.items():
        builder = builder.config(name, value)
    with told(f"Spark did not start on {master}"), _environment(master), _logged():
        return builder.getOrCreate()


def _is_local(master: str) -> bool:
    return master.startswith("local")


@contextmanager
def _environment(master: str) -> Iterator[None]:
    """Workers on this machine run the Python that the driver runs; and where they are on others,
    these can reach the driver: pandera sets this variable when it is imported."""
    before = dict(os.environ)
    if _is_local(master):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    elif os.environ.get("SPARK_LOCAL_IP") == _HERE:
        del os.environ["SPARK_LOCAL_IP"]
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _logged() -> Iterator[None]:
    """What Java is started with while this lasts writes into a file what it would say on the
    terminal, all its life: the greetings of its launcher, and the stack traces of its workers."""
    with tempfile.NamedTemporaryFile("wb", prefix="refrain-spark-", suffix=".log") as log:
        before = os.dup(2)
        try:
            os.dup2(log.fileno(), 2)
            yield
        finally:
            os.dup2(before, 2)
            os.close(before)
