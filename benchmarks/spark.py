"""What a build takes on Spark, beside the same build by the local engine.

    ./dev bench spark PATH [--engine spark] [--master MASTER] [--repeats]

Each build is made by `refrain build` in a process of its own. Printed are its seconds by the clock
and of processors, and the peak of memory of all its processes together (each page that is shared
counts once); of Spark also the seconds of the search for repeats, and of its stages the bytes and
records that were shuffled, by word of the corpus, what was spilled to disk, and the time of tasks.
The last column is the ratio to the local engine, which is left out with `--engine spark`. With
`--repeats` the tables of analyses are not made, which both engines make by the same code: what is
measured is reading, comparing, and what repeats.
"""

from __future__ import annotations

import argparse
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

_EVERY = 0.25
REPEATS = """
import sys
from refrain.builds import analyses
from refrain.cli import main
analyses.WRITERS.clear()
main(sys.argv[1:])
"""


def measured(asked: argparse.Namespace, engine: str, folder: Path) -> dict[str, float]:
    """Make a build, and tell what it took."""
    out, events = folder / engine, folder / "events"
    events.mkdir(exist_ok=True)
    command = [sys.executable, *(("-c", REPEATS) if asked.repeats else ("-m", "refrain"))]
    command += ["build", asked.path, "--out", str(out), "--engine", engine]
    command += ["--master", asked.master] if engine == "spark" else []
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
    parser = argparse.ArgumentParser(prog="./dev bench spark")
    parser.add_argument("path")
    parser.add_argument("--engine", choices=["both", "spark"], default="both")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--repeats", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        local = measured(asked, "local", Path(folder)) if asked.engine == "both" else {}
        spark = measured(asked, "spark", Path(folder))
    print(f"{spark['words']:,.0f} words, {asked.master}{', repeats alone' * asked.repeats}")
    print(f"{'':34}{'local':>10}{'spark':>10}{'ratio':>8}")
    for name, label in LABELS.items():
        here, there = local.get(name), spark[name]
        columns = f"{here:>10.4g}{there:>10.4g}{there / here:>8.2f}" if here else f"{there:>20.4g}"
        print(f"{label:34}{columns}", flush=True)


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
