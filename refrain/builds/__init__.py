"""Builds: folders with a dataset and all that was found in it, made once and opened at once.

`refrain build` makes one (`building`): the files are read in *chunks* (`chunks`, `reading`), each
by a task of its own, into the *parts* of tables, Parquet files that any tool reads. What a chunk
cannot know is joined afterwards (`joining`): which texts are the same, how a topic is spelled, what
repeats. An `Engine` says where the tasks run: on this machine, or on Spark.

A build is opened by `opened`: its `Corpus` is mapped into memory (`mapped_tables`, `mapped_text`,
`mapped_cues`), so that it is there at once, whatever its size, and its other tables are read as far
as they are asked for. `manifest` says what is in it, and is written last: what is not whole is not
opened. docs/build.md describes the folder.
"""

from refrain.builds.engine import Engine, LocalEngine
from refrain.builds.manifest import Manifest, is_build
from refrain.builds.opened import Build, opened
from refrain.builds.text_parts import TextPart

__all__ = ["Build", "Engine", "LocalEngine", "Manifest", "TextPart", "is_build", "opened"]
