"""Files and folders that a page may be opened on: the samples, and shapes unlike them."""

from __future__ import annotations

import random
from pathlib import Path

from tests.builders import DATA, dump

SAMPLES = ("sample.txt", "sources")
NAMES = (
    *SAMPLES,
    "one",
    "two-alike",
    "flat",
    "only-empty",
    "binary",
    "only-labels",
    "symbols",
    "hostile",
    "loop",
    "many",
    "unsorted",
    "wide",
    "dated",
    "named",
    "copied",
    "timed",
)
NAMED = (
    *("no topic", "None", "nan", "true", "all", "other", "the rest", "1e5", "2021-03-04", "007"),
    *("1", "2", "10", "100", "<b>bold", "עברית", "العربية", "中文", "हिन्दी"),
    *(f"all these begin with the same 33 letters {n}" for n in range(2)),
)
"""Names of topics that look like something else."""
HOSTILE = "<b>x</b> <script>alert(1)</script> **y** $z^2$ :smile: [a](b) `c` {d} %{y} &amp; 🎈"


_KINDS = "harbour desert river alpine urban polar coastal inland tropical ancient"
_THINGS = """
birds bridges songs engines maps gardens kitchens markets clocks storms letters railways games wells
looms lamps bakeries orchards kites tides
"""


def wide(topics: int = 200, each: int = 3) -> dict[str, str]:
    """So many topics with so many transcripts each: a folder a topic, file names to texts.

    Each topic has ten words of its own and says them often, among words that all topics share.
    """
    draw = random.Random(5)
    kinds = _KINDS.split()
    things = _THINGS.split()
    shared = ["".join(draw.choices("aeioulmnrst", k=draw.randint(3, 9))) for _ in range(400)]
    files = {}
    for n in range(topics):
        kind, thing = kinds[n % 10], things[n // 10 % len(things)]
        words_of_topic = [
            kind,
            thing,
            *("".join(draw.choices("bcdfgaeiou", k=7)) for _ in range(8)),
        ]
        for k in range(each):
            text = [
                draw.choice(words_of_topic if draw.random() < 0.3 else shared) for _ in range(150)
            ]
            files[f"{kind} {thing}/{n:03}-{k}.txt"] = " ".join(text)
    return files


def timed() -> dict[str, str]:
    """Two shows with turns, time marks and addresses, whose intro is one, at 0:05 and at 1:02:05;
    and captions of three minutes in one line, with a recording beside them that is none."""
    intro = " ".join(f"intro{n}" for n in range(30))
    shows = {}
    for name, first, address in (
        ("one", "0:05", "https://www.youtube.com/watch?v=aaaaaaaaaaa"),
        ("two", "1:02:05", "javascript:alert(1)"),
    ):
        said = f"**Ann:** [{first}] {intro} {name}\n\n**Bo:** [1:03:00] welcome{name}\n"
        shows[f"shows/{name}.md"] = f"---\nurl: '{address}'\n---\n{said}"
    cues = [
        f"{n // 20}:{n % 20 * 3:02}.000 --> {n // 20}:{n % 20 * 3 + 2:02}.000\ncaption{n} said."
        for n in range(60)
    ]
    captions = "\n\n".join(["WEBVTT", *(f"0{cue}".replace("--> ", "--> 0") for cue in cues)])
    return {**shows, "captions/talk.vtt": captions, "captions/talk.mp3": "ID3"}


def write(folder: Path) -> dict[str, Path]:
    """Write the generated ones below `folder`; names to paths, the samples among them."""
    long = " ".join(f"word{n}" for n in range(60))
    made = {
        "one": {"talk.txt": "one short transcript and nothing else"},
        "two-alike": {"a/x.txt": f"{long} end", "b/y.md": f"# Title\n\n{long} other end"},
        "flat": {"x.txt": "first transcript", "y.txt": "second transcript of the folder"},
        "only-empty": {"empty.txt": " \n"},
        "binary": {"image.txt": "\x00\x01\x02"},
        "only-labels": {"d.txt": dump([("Shot: a", ""), ("Target: b", "")])},
        "symbols": {"d.txt": dump([("Shot: a", "... --- !!!"), ("Target: b", "¡¿")])},
        "hostile": {
            "<i>&.txt": dump(
                [
                    (f"Shot: {HOSTILE}", f"{HOSTILE} {long}"),
                    (f"Target: {HOSTILE}", f"{long} {HOSTILE} more"),
                    ("Target: plain", "other words altogether"),
                ]
            )
        },
        "loop": {"d.txt": "so what happens here is " * 40, "e.txt": "quite other words"},
        "many": {f"t{n}/x{n}.txt": f"{long} number {n} apple{n} pear{n}" for n in range(70)},
        "wide": wide(),
        "timed": timed(),
        "dated": {
            f"{topic}/2021-{month:02}-05-{topic}.txt": f"{topic} said in month {month}"
            for topic, months in {"cats": (1, 2, 6), "dogs": (2, 3)}.items()
            for month in months
        },
        "named": {
            f"{topic}/{n}.txt": f"{long} said {n} times in {topic} with word{place} and more"
            for place, topic in enumerate(NAMED)
            for n in range(2)
        },
        "copied": {
            "d.txt": dump(
                *(
                    [("Shot: 10", f"{long} in every prompt"), (f"Target: {n}", f"{n} is asked for")]
                    for n in range(51)
                )
            )
        },
        "unsorted": {
            f"{n}.txt": f"{theme} {theme.split()[n % 4]} said {n} times"
            for n, theme in enumerate(["purr fur paw tail", "mast sail knot oar"] * 5)
        },
    }
    for name, files in made.items():
        for file, text in files.items():
            path = folder / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return {
        **{name: DATA / name for name in SAMPLES},
        **{name: folder / name for name in made},
    }
