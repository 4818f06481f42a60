"""The engine of a build that runs on Apache Spark: for what outgrows one machine.

`SparkEngine` maps functions over items, each a task, and finds the unitigs of a corpus in parts.
What grows with the words is Spark's; what grows with transcripts or repeats is the driver's. No
text is shuffled, only numbers; docs/scale.md tells how, and how to submit to a cluster.
"""

from refrain.spark.engine import SparkEngine

__all__ = ["SparkEngine"]
