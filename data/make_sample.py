"""Makes `sample.txt`, a few-shot prompt dump, from the transcripts in `sources/`.

    python data/make_sample.py

The dump has the shape, and the faults, of the ones people bring: the texts are excerpts stitched
from eight windows, so that they break off and go on in mid-word; two targets are left out; two
prompts have their target's topic among their shots. `sample.truth.json` says where every window
came from, for tests to hold the loader and the fragments against.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHOT_BUDGET = 4_000
TARGET_BUDGET = 7_250
SHOTS = ("mixtral8x7b", "full-stack")
TARGETS = (
    "dpo",
    "full-stack",
    "hashing",
    "localized_deployment",
    "mixtral8x7b",
    "mlops_llm_eval",
    "react",
)
LEFT_OUT = {"localized_deployment", "react"}
FENCE = "#" * 21


def windows(length: int, budget: int) -> list[tuple[int, int]]:
    """Eight windows of `budget` characters in all: a fifth at each end, six tenths evenly between.

    >>> windows(10_000, 4_000)[:2], windows(10_000, 4_000)[-1]
    ([(0, 800), (1657, 2057)], (9200, 10000))
    """
    end, middle = budget // 5, budget // 10
    gap = (length - budget) / 7
    starts = [end + gap * (n + 1) + middle * n for n in range(6)]
    return [
        (0, end),
        *((int(start), int(start) + middle) for start in starts),
        (length - end, length),
    ]


def excerpt(text: str, budget: int) -> tuple[str, list[dict[str, int]]]:
    """The windows of a text joined by spaces, and where each came from and went to."""
    parts, origins, at = [], [], 0
    for start, end in windows(len(text), budget):
        parts.append(text[start:end])
        origins.append({"source_start": start, "source_end": end, "start": at})
        at += end - start + 1
    return " ".join(parts), origins


def main() -> None:
    """Write the dump and its truth."""
    sources = {path.stem: path for path in sorted((HERE / "sources").rglob("*.txt"))}
    lines: list[str] = []
    truth: list[dict[str, Any]] = []
    for prompt, target in enumerate(TARGETS, 1):
        labels = [*(("Shot", shot) for shot in SHOTS), ("Target", target)]
        for role, topic in labels:
            path = sources[topic]
            missing = role == "Target" and topic in LEFT_OUT
            budget = SHOT_BUDGET if role == "Shot" else TARGET_BUDGET
            text, origins = excerpt(path.read_text(encoding="utf-8").strip(), budget)
            if not missing:
                lines += [text, ""]
            truth.append(
                {
                    "prompt": prompt,
                    "role": role.lower(),
                    "topic": topic,
                    "missing": missing,
                    "leak": role == "Target" and topic in SHOTS,
                    "source": path.relative_to(HERE).as_posix(),
                    "windows": [] if missing else origins,
                }
            )
        for role, topic in labels:
            lines += [FENCE, f"{role}: {topic}", FENCE]
    (HERE / "sample.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    shown = json.dumps(truth, indent=1, ensure_ascii=False)
    (HERE / "sample.truth.json").write_text(shown + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
