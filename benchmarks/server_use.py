"""What servers use: processor time and memory, as Linux counts them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from browser import Server


class Use(NamedTuple):
    """Processor time since the start, in seconds, and memory, in bytes."""

    seconds: float
    memory: int

    def since(self, before: Use) -> Use:
        """The processor time between two looks, and the memory at the second."""
        return Use(self.seconds - before.seconds, self.memory)


def use_of(servers: Iterable[Server]) -> Use:
    """What they use together, with the processes they have started."""
    uses = [_use(process) for server in servers for process in _family(server.process.pid)]
    return Use(sum(use.seconds for use in uses), sum(use.memory for use in uses))


def _family(process: int) -> Iterator[int]:
    """A process and all below it."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from _family(int(child))


def _use(process: int) -> Use:
    # After the name, which may have spaces: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    # Pages that only this process has, and its part of those that several share.
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    kilobytes = next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:"))
    return Use(seconds, int(kilobytes) * 1024)
