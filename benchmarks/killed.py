"""What people notice when a process is killed while they click.

    ./dev bench killed [--people 25] [--seconds 20] [PATH]

Two servers are behind an nginx, as in deploy/. People click as in `people`. When all are there, one
server is killed; a second later it is started again, as systemd does. Whoever was there
comes back as a page does, which knows its address alone: it is looked whether the page and what was
chosen on it are the same.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.people import PAGES, click, look_at_all, marks
from benchmarks.streamlit_visitor import Refused, Visitor
from browser import BASE, Server, behind_nginx

PROCESS = "refrain_process"
"""The cookie that says at which process someone is."""


@dataclass
class Seen:
    """What people saw: clicks that were answered, seconds without a page, what was lost."""

    clicks: int = 0
    returns: list[float] = field(default_factory=list)
    moved: int = 0
    """Who came back to the other process."""
    lost: int = 0
    """Who came back to something else than they had left."""
    errors: Counter[str] = field(default_factory=Counter)
    before: Counter[str] = field(default_factory=Counter)
    """People by their process."""


def main() -> None:
    """Measure, and print what was seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--people", default=25, type=int)
    parser.add_argument("--seconds", default=20.0, type=float, help="before it, and after")
    parser.add_argument("--think", default=3.0, type=float, help="seconds between their clicks")
    asked = parser.parse_args()
    data = [asked.path.resolve()] if asked.path else []
    query = f"corpus={data[0].name}" if data else ""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        servers = [Server(folder / f"{number}.txt", *data, base=BASE) for number in (1, 2)]
        stack.callback(lambda: [server.stop() for server in servers])
        url = stack.enter_context(behind_nginx(folder, servers))
        for server in servers:
            asyncio.run(look_at_all(server.url, query))

        def kill() -> None:
            servers[0].process.kill()
            time.sleep(1)
            servers[0] = Server(folder / "again.txt", *data, base=BASE, port=servers[0].port)

        seen = asyncio.run(crowd(url, query, asked.people, asked.seconds, asked.think, kill))
    middle, most, longest = marks(seen.returns)
    print(
        f"{asked.people} people, by process {dict(seen.before)}; {seen.clicks} clicks answered\n"
        f"{len(seen.returns)} came back ({seen.moved} to the other process), after {middle:.1f} s "
        f"(median), {most:.1f} s (95 %), {longest:.1f} s (longest)\n"
        f"something else in the address or on the page: {seen.lost}; "
        f"errors: {sum(seen.errors.values())} {dict(seen.errors) or ''}"
    )


async def crowd(
    url: str, query: str, people: int, seconds: float, think: float, kill: Callable[[], None]
) -> Seen:
    """So many people; `kill` is called when all have been there for so many seconds, and after as
    many more they leave."""
    seen, over = Seen(), asyncio.Event()

    async def killing() -> None:
        while sum(seen.before.values()) + sum(seen.errors.values()) < people:
            await asyncio.sleep(0.2)
        await asyncio.sleep(seconds)
        await asyncio.to_thread(kill)
        await asyncio.sleep(seconds)
        over.set()

    everyone = [person(url, query, number, over, think, seen) for number in range(people)]
    await asyncio.gather(*everyone, killing())
    return seen


async def person(
    url: str, query: str, number: int, over: asyncio.Event, think: float, seen: Seen
) -> None:
    """One person, who comes back when the connection is lost."""
    dice = random.Random(number)
    await asyncio.sleep(dice.random() * think)
    try:
        async with Visitor(url) as visitor:
            await visitor.open(query)
            await visitor.go(dice.choice(PAGES))
            seen.before[visitor.cookies[PROCESS]] += 1
            while not over.is_set():
                await asyncio.sleep(think * (0.5 + dice.random()))
                try:
                    await click(visitor, dice)
                    seen.clicks += 1
                except Refused:
                    await _come_back(visitor, seen)
    except (Refused, OSError) as error:
        seen.errors[str(error)] += 1


async def _come_back(visitor: Visitor, seen: Seen) -> None:
    page, process = visitor.page, visitor.cookies[PROCESS]
    seen.returns.append(await visitor.come_back())
    seen.moved += visitor.cookies[PROCESS] != process
    seen.lost += visitor.page != page or not visitor.shows_its_address()


if __name__ == "__main__":
    main()
