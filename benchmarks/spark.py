"""What a build takes on Spark, beside the same build by the local engine.

    ./dev bench spark PATH [MASTER [MIN_WORDS]]

Each build is made by `refrain build` in a process of its own. Printed are its seconds by the clock
and of processors, and the peak of memory of all its processes together (each page that is shared
counts once); of Spark also the seconds of the search for repeats, and of its stages the bytes and
records that were shuffled, by word of the corpus, what was spilled to disk, and the time of tasks.
The last column is the ratio to the local engine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from refrain.builds.manifest import read_manifest
from refrain.fragments.query import MIN_WORDS

_EVERY = 0.25


def measured(
    paths: list[str], engine: str, master: str, min_words: int, folder: Path
) -> dict[str, float]:
    """Make a build, and tell what it took."""
    out, events = folder / engine, folder / "events"
    events.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "refrain", "build", *paths, "--out", str(out)]
    command += ["--engine", engine, "--min-words", str(min_words)]
    command += ["--master", master] if engine == "spark" else []
    log = f"--conf spark.eventLog.enabled=true --conf spark.eventLog.dir={events.as_uri()}"
    environment = {
        **os.environ,
        "PYSPARK_SUBMIT_ARGS": f"{log} --conf spark.eventLog.compress=false pyspark-shell",
        "REFRAIN_CACHE": "",
    }
    start = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    peak, processors = _watched(process)
    if process.returncode:
        raise SystemExit(f"refrain build --engine {engine} ended with {process.returncode}.")
    took = {"seconds": time.monotonic() - start, "processors": processors, "memory": peak / 1e9}
    words = read_manifest(out).counts["words"]
    return took | {"words": words} | (_of_events(events, words) if engine == "spark" else {})


def _watched(process: subprocess.Popen[bytes]) -> tuple[int, float]:
    """The most bytes that a process and those that it started had, and their processor time."""
    peak, seconds = 0, dict[int, float]()
    while process.poll() is None:
        family = _family(process.pid)
        peak = max(peak, sum(map(_bytes, family)))
        seconds.update({one: _seconds(one) for one in family})
        time.sleep(_EVERY)
    return peak, sum(seconds.values())


def _family(root: int) -> list[int]:
    found = [root]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            found += map(int, _read(children).split())
    return found


def _bytes(process: int) -> int:
    """Shared pages are divided among those that share them (Pss)."""
    lines = _read(Path(f"/proc/{process}/smaps_rollup")).splitlines()
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))


def _seconds(process: int) -> float:
    fields = _read(Path(f"/proc/{process}/stat")).rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it ended meanwhile
        return ""


def _of_events(events: Path, words: int) -> dict[str, float]:
    """What Spark noted of its tasks."""
    tasks = [
        event["Task Metrics"] | {"stage": event["Stage ID"]}
        for event in _events(events)
        if event["Event"] == "SparkListenerTaskEnd" and "Task Metrics" in event
    ]
    stages = [e["Stage Info"] for e in _events(events) if e["Event"].endswith("StageCompleted")]
    sent = [task["Shuffle Write Metrics"] for task in tasks]
    received = {t["stage"] for t in tasks if t["Shuffle Read Metrics"]["Total Records Read"]}
    sends = {t["stage"] for t in tasks if t["Shuffle Write Metrics"]["Shuffle Records Written"]}
    search = [stage for stage in stages if stage["Stage ID"] in received | sends]
    begin = min((stage["Submission Time"] for stage in search), default=0)
    end = max((stage["Completion Time"] for stage in search), default=0)
    return {
        "search": (end - begin) / 1e3,
        "tasks": sum(task["Executor Run Time"] for task in tasks) / 1e3,
        "bytes a word": sum(one["Shuffle Bytes Written"] for one in sent) / words,
        "records a word": sum(one["Shuffle Records Written"] for one in sent) / words,
        "spilled": sum(task["Disk Bytes Spilled"] for task in tasks) / 1e9,
    }


def _events(folder: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.rglob("events_*")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def main() -> None:
    """Print a table."""
    path, master = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "local[2]"
    min_words = int(sys.argv[3]) if len(sys.argv) > 3 else MIN_WORDS
    with tempfile.TemporaryDirectory() as folder:
        local, spark = (
            measured([path], engine, master, min_words, Path(folder))
            for engine in ("local", "spark")
        )
    print(f"{spark['words']:,} words, {master}, {min_words} words minimum")
    print(f"{'':34}{'local':>10}{'spark':>10}{'ratio':>8}")
    for name, label in LABELS.items():
        here, there = local.get(name), spark[name]
        columns = f"{here:>10.4g}{there:>10.4g}{there / here:>8.2f}" if here else f"{there:>20.4g}"
        print(f"{label:34}{columns}")


LABELS = {
    "seconds": "seconds by the clock",
    "processors": "seconds of processors",
    "memory": "GB of memory at the peak",
    "search": "seconds of the search for repeats",
    "tasks": "seconds of tasks",
    "bytes a word": "bytes shuffled, by word",
    "records a word": "records shuffled, by word",
    "spilled": "GB spilled",
}


if __name__ == "__main__":
    main()
