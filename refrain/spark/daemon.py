"""What Spark forks Python workers from: refrain is imported once, and not by each of them.

`spark.python.daemon.module` names it.
"""

from __future__ import annotations

import warnings

if __name__ == "__main__":
    with warnings.catch_warnings(action="ignore"):
        from pyspark.daemon import manager

        import refrain.spark.unitigs  # noqa: F401

    manager()
