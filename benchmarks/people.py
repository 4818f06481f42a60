"""How long people wait for a click when many are at one dashboard, and what the server needs.

    ./dev bench people [--people 1,5,25,100] [--seconds 60] [--processes 2] [PATH]

People are clients that speak Streamlit's web socket protocol, without a browser: each opens a
page, looks at it for THINK seconds, and clicks: to another page, a step of a slider, or a filter. A
wait is from the click to the end of the run. The clock says what people wait, on this machine with
what else it does; the processor time of the servers for a click says what it costs. With
`--processes 2`, two servers are behind an nginx, and each person stays at one of them. With
`--runs`, four people click so often without thinking, and the memory is compared with what it was
after a fifth of the clicks, when what is kept is as much as is ever kept; with `--uploads`, each of
them uploads another file of so many characters every UPLOAD_EVERY clicks, and looks at that.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table
from streamlit.proto.Slider_pb2 import Slider

from benchmarks.server_use import Use, use_of
from benchmarks.streamlit_visitor import Refused, Visitor
from browser import BASE, Server, behind_nginx

THINK = 3.0
ARRIVE = 15.0
"""Seconds in which people come."""
UPLOAD_EVERY = 25
PAGES = ("", "topics", "lengths", "fragments", "keywords", "search", "clean", "reader")


@dataclass
class Waits:
    """Seconds that people waited, by what they did; and what went wrong, by what they saw."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, seconds: float) -> None:
        """One wait."""
        self.seconds.setdefault(what, []).append(seconds)

    @property
    def all(self) -> list[float]:
        """Those of all clicks, the shortest first."""
        return sorted(itertools.chain(*self.seconds.values()))


def main() -> None:
    """Measure, and print a row for each number of people."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--people", default="1,5,25,100", help="how many, at a time")
    parser.add_argument("--seconds", default=60.0, type=float, help="how long each number stays")
    parser.add_argument("--think", default=THINK, type=float, help="seconds between their clicks")
    parser.add_argument(
        "--processes", default=1, type=int, choices=(1, 2), help="2: behind an nginx"
    )
    parser.add_argument(
        "--runs", type=int, help="click so often, without thinking, and compare memory"
    )
    parser.add_argument("--uploads", default=0, type=int, help="characters of a file; with --runs")
    asked = parser.parse_args()
    data = [asked.path.resolve()] if asked.path else []
    query = f"corpus={data[0].name}" if data else ""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        servers = [
            stack.enter_context(Server(folder / f"server{number}.txt", *data, base=BASE))
            for number in range(asked.processes)
        ]
        alone = len(servers) == 1
        url = servers[0].url if alone else stack.enter_context(behind_nginx(folder, servers))
        for server in servers:
            asyncio.run(look_at_all(server.url, query))
        if asked.runs:
            asyncio.run(many_runs(url, servers, query, asked.runs, asked.uploads))
            return
        for people in map(int, asked.people.split(",")):
            before = use_of(servers)
            waits = asyncio.run(crowd(url, query, people, asked.seconds, asked.think))
            print_waits(waits, people, use_of(servers).since(before))


async def look_at_all(url: str, query: str) -> None:
    """One person looks at each page once the corpus is there, so that what is kept is there."""
    async with Visitor(url) as visitor:
        await visitor.open(query)
        while not visitor.widgets.keys() & {"suggest", "topic"}:
            await asyncio.sleep(1)
            await visitor.go("")
        for page in PAGES:
            await visitor.go(page)


async def crowd(url: str, query: str, people: int, seconds: float, think: float) -> Waits:
    """So many people at once, for so many seconds."""
    waits = Waits()
    end = time.monotonic() + seconds
    await asyncio.gather(
        *(person(url, query, number, end, think, waits) for number in range(people))
    )
    return waits


async def person(url: str, query: str, number: int, end: float, think: float, waits: Waits) -> None:
    """One person, who comes at some moment of the first ARRIVE seconds, and stays to the end."""
    dice = random.Random(number)
    await asyncio.sleep(dice.random() * ARRIVE)
    try:
        async with Visitor(url) as visitor:
            await visitor.open(query)
            while time.monotonic() < end:
                # Nobody is a metronome.
                await asyncio.sleep(think * (0.5 + dice.random()))
                waits.add(*await click(visitor, dice))
    except (Refused, OSError) as error:
        waits.errors[str(error)] += 1


async def click(visitor: Visitor, dice: random.Random) -> tuple[str, float]:
    """Something that can be clicked on the page: what it was, and the seconds that it took."""
    slider, topics = visitor.widgets.get("min_words"), visitor.widgets.get("topic")
    chance = dice.random()
    if isinstance(slider, Slider) and chance < 0.5:
        return "slider", await visitor.set("min_words", dice.randint(10, 40))
    if topics is not None and chance < 0.65:
        options: Sequence[str] = topics.options  # type: ignore[union-attr,assignment]
        chosen = dice.sample(list(options), dice.randint(0, 1))
        return "filter", await visitor.set("topic", *chosen)
    page = dice.choice(PAGES)
    return f"page /{page}", await visitor.go(page)


async def many_runs(
    url: str, servers: Sequence[Server], query: str, runs: int, uploads: int
) -> None:
    """Click so often, and print the memory on the way."""
    for tenth in range(10):
        waits = Waits()
        await asyncio.gather(
            *(hasty(url, query, 4 * tenth + n, runs // 40, waits, uploads) for n in range(4))
        )
        megabytes = use_of(servers).memory / 1e6
        print(
            f"after {(tenth + 1) * runs // 10:,} clicks: {megabytes:,.0f} MB, "
            f"errors: {sum(waits.errors.values())} {dict(waits.errors) or ''}",
            flush=True,
        )


async def hasty(url: str, query: str, seed: int, clicks: int, waits: Waits, uploads: int) -> None:
    """One person who clicks so often, as soon as the last click is answered."""
    dice = random.Random(seed)
    try:
        async with Visitor(url) as visitor:
            await visitor.open(query)
            for number in range(clicks):
                if uploads and number % UPLOAD_EVERY == 0:
                    file = text_of(uploads, dice)
                    waits.add("upload", await visitor.upload("upload.txt", file, "corpus"))
                waits.add(*await click(visitor, dice))
    except (Refused, OSError) as error:
        waits.errors[str(error)] += 1


def text_of(characters: int, dice: random.Random) -> bytes:
    """A text of so many characters, another at each throw of the dice, that repeats something."""
    words = [f"{dice.getrandbits(16):x}" for _ in range(characters // 5)]
    words[-100:-50] = words[:50]
    return " ".join(words)[:characters].encode()


def print_waits(waits: Waits, people: int, use: Use) -> None:
    """What they waited for each thing, and all together."""
    table = Table("People", "Click", "Clicks", "p50, s", "p95, s", "longest, s")
    for what, seconds in [*sorted(waits.seconds.items()), ("all", waits.all)]:
        table.add_row(str(people), what, str(len(seconds)), *map("{:.2f}".format, marks(seconds)))
    Console().print(table)
    clicks = len(waits.all)
    print(
        f"errors: {sum(waits.errors.values())} {dict(waits.errors) or ''}; "
        f"processor time for a click: {use.seconds / max(1, clicks):.3f} s; "
        f"servers' memory: {use.memory / 1e6:,.0f} MB"
    )


def marks(seconds: Sequence[float]) -> tuple[float, float, float]:
    """The median, the 95th percentile and the longest."""
    if len(seconds) < 2:
        return (*seconds, *seconds, *seconds)[:3] or (0, 0, 0)  # type: ignore[return-value]
    return statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1], max(seconds)


if __name__ == "__main__":
    main()
