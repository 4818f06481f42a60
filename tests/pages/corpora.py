"""Corpora that a page may be opened on: the samples, and every shape that is unlike them."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent.parent.parent / "data"
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
)
FENCE = "#" * 9
HOSTILE = "<b>x</b> <script>alert(1)</script> **y** $z^2$ :smile: [a](b) `c` {d} %{y} &amp; 🎈"


def _dump(*labels: tuple[str, str]) -> str:
    texts = [line for _, text in labels for line in ([text, ""] if text else [])]
    blocks = [line for label, _ in labels for line in (FENCE, label, FENCE)]
    return "\n".join([*texts, *blocks])


def write(folder: Path) -> dict[str, Path]:
    """Write the generated ones below `folder`; names to paths, the samples among them."""
    long = " ".join(f"word{n}" for n in range(60))
    made = {
        "one": {"talk.txt": "one short transcript and nothing else"},
        "two-alike": {"a/x.txt": f"{long} end", "b/y.md": f"# Title\n\n{long} other end"},
        "flat": {"x.txt": "first transcript", "y.txt": "second transcript of the folder"},
        "only-empty": {"empty.txt": " \n"},
        "binary": {"image.txt": "\x00\x01\x02"},
        "only-labels": {"d.txt": _dump(("Shot: a", ""), ("Target: b", ""))},
        "symbols": {"d.txt": _dump(("Shot: a", "... --- !!!"), ("Target: b", "¡¿"))},
        "hostile": {
            "<i>&.txt": _dump(
                (f"Shot: {HOSTILE}", f"{HOSTILE} {long}"),
                (f"Target: {HOSTILE}", f"{long} {HOSTILE} more"),
                ("Target: plain", "other words altogether"),
            )
        },
        "loop": {"d.txt": "so what happens here is " * 40, "e.txt": "quite other words"},
        "many": {f"t{n}/x{n}.txt": f"{long} number {n} apple{n} pear{n}" for n in range(70)},
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
