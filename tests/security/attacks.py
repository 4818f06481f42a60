"""What an attacker writes into a dataset or an address, and datasets that have it everywhere."""

from __future__ import annotations

import json
from pathlib import Path

from tests.builders import english

NAME = "hostile"
"""What the dataset is called in the dashboard."""
MARKUP = (
    "<script>window.attacked=1</script>",
    '<img src=x onerror="window.attacked=1">',
    "\"'><svg/onload=window.attacked=1>",
    "</style></script></textarea><script>window.attacked=1</script>",
    "[click](javascript:window.attacked=1)",
    "javascript:window.attacked=1//",
    '<a href="javascript:window.attacked=1">click</a>',
    "<iframe srcdoc='<script>parent.attacked=1</script>'>",
)
TEMPLATES = ("{{7*7}}{% import os %}", "${7*7}", "%s%n%(x)s", "{0.__class__}", "$\\input{x}$")
FORMULAS = ('=HYPERLINK("http://192.0.2.1","x")', "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "|calc")
TERMINAL = ("\x1b]0;owned\x07", "\x1b[2J", "\x9b31m", "\r\nrefrain: all is well")
BIDI = ("\u202egpj.exe", "\u2066hidden\u2069", "\u200b", "\ufeff")
ATTACKS = (*MARKUP, *TEMPLATES, *FORMULAS, *TERMINAL, *BIDI)
ALL = " ".join(ATTACKS)
FIELDS = ("title", "topic", "speaker", "text", "url", "media", "date", "language", "id")
UNSAFE_IN_HTML = (
    "<script>window",
    "<img src=x",
    "<svg/onload",
    "<iframe srcdoc",
    'href="javascript',
)


def file_name(attack: str) -> str:
    """The attack as a name that the file system takes."""
    return attack.replace("/", "\u2215").replace("\0", "")[:80]


def write(top: Path) -> int:
    """A folder in which every field has every attack; returns how many that are."""
    again = english(1, 30)
    rows = []
    for number, attack in enumerate(ATTACKS):
        said = f"{attack} {again} {english(number + 2, 60)} {attack}"
        row = dict.fromkeys(FIELDS, attack)
        row["text"] = f"{attack[:40]}: {said}"
        row["extra " + attack] = attack
        rows.append(row)
        folder = top / file_name(f"{number} {attack}")
        folder.mkdir(parents=True)
        front = "".join(f"{name}: {json.dumps(attack)}\n" for name in FIELDS if name != "text")
        page = f"---\n{front}---\n# {attack}\n\n**{attack[:30]}:** {said}\n"
        (folder / file_name(f"{attack}.md")).write_text(page, encoding="utf-8")
    table = "".join(f"{json.dumps(row)}\n" for row in rows)
    (top / "rows.jsonl").write_text(table, encoding="utf-8")
    # What cannot be read is named with what it says.
    (top / file_name(f"{MARKUP[1]}.json")).write_text(f'{{"{MARKUP[0]}": ', encoding="utf-8")
    (top / file_name(f"{MARKUP[0]}.bin")).write_bytes(b"\0" * 9)
    (top / file_name(f"{TERMINAL[0]}.srt")).write_text(f"{ALL}\n", encoding="utf-8")
    return len(ATTACKS) * (2 * len(FIELDS) + 4) + 3
