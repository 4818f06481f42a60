"""Damaged files for every reader: `./dev bench fuzz --inputs 100000`.

The fixtures of the tests are damaged at random (bytes and lines go, come twice, change places;
pieces of other formats come in; JSON has values of other types) and read by whichever format
recognises what is left. A reader may name problems, but never raises, and what it yields makes a
Corpus: cues lie inside the text and in its order, and problems are of known kinds. Prints how many
inputs each format was given, how many gave text, and each fault with the input that caused it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from refrain import loader
from refrain.corpus import Corpus
from refrain.loader import registry
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

FIXTURES = Path(__file__).parent.parent / "tests" / "loader" / "fixtures"
BATCH = 500
TOKENS = [
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\r\n\r\n", b"\n\n", b"\xed\xa0\x80"),
    *(
        b"-->",
        b"00:00:01,000 --> 00:00:00,000",
        b"NaN",
        b"-1",
        b"1e999",
        b"9" * 400,
        b"null",
        b"[]",
    ),
    *(
        b"{",
        b"}",
        b"[" * 50,
        b"<v Ann>",
        b"</v>",
        b"<c>",
        b"&amp;amp;",
        b"&#0;",
        b"&#xD800;",
        b">>",
    ),
    *(b"NOTE\n", b"STYLE\n", b"WEBVTT\n", b"Ann:", b"{\\an8}", b'"', b",", b"\t", b"---\n"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<br/>", b"<p>", b"\\ud83d", "🙂漢ü".encode()),
    *(b"[]", b">>", b"###\n"),
]
VALUES: list[Any] = [None, True, -1, 1e300, "", "x", "\ud83d", [], {}, [[]], {"text": 1}, 10**400]


def main() -> None:
    """Run, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="fixtures whose name has this in it")
    arguments = parser.parse_args()
    seeds = [path for path in sorted(FIXTURES.iterdir()) if arguments.only in path.name]
    contents = [(path.name, path.read_bytes()) for path in seeds if path.is_file()]
    chance = random.Random(arguments.seed)
    began = time.process_time()
    counts, with_text, faults = fuzzed(contents, chance, arguments.inputs)
    for name, count in counts.most_common():
        print(f"{name:32} {count:9,} inputs, {with_text[name]:9,} with text")
    print(f"{counts.total():,} inputs in {time.process_time() - began:.0f} s of processor time")
    for fault, (times, example) in faults.items():
        print(f"\n{times:,} times: {fault}\n  such as {example[0]}: {example[1][:400]!r}")
    print(f"\n{len(faults)} faults")


def fuzzed(
    contents: list[tuple[str, bytes]], chance: random.Random, inputs: int
) -> tuple[Counter[str], Counter[str], dict[str, tuple[int, tuple[str, bytes]]]]:
    """Inputs by format, those with text, and the faults with their number and an example."""
    counts: Counter[str] = Counter()
    with_text: Counter[str] = Counter()
    faults: dict[str, tuple[int, tuple[str, bytes]]] = {}
    kinds = registry.kinds()
    batch: list[tuple[tuple[str, bytes], list[Transcript | Problem]]] = []

    def fault(what: str, example: tuple[str, bytes]) -> None:
        faults[what] = (faults.get(what, (0, example))[0] + 1, faults.get(what, (0, example))[1])

    for number in range(inputs):
        name, content = chance.choice(contents)
        content = damaged(name, content, contents, chance)
        source = Source.of_bytes(f"{number}/{name}", content, folder="fuzz")
        try:
            records = list(loader.read(source))
            form = registry.format_of(source)
            counts[form.NAME if form else "none"] += 1
            if wrong := contradiction(records, set(kinds)):
                fault(wrong, (name, content))
            if any(isinstance(record, Transcript) and record.text for record in records):
                with_text[form.NAME if form else "none"] += 1
        except Exception:
            fault(traceback.format_exc(limit=-2), (name, content))
            continue
        batch.append(((name, content), records))
        if len(batch) == BATCH or number == inputs - 1:
            _assemble(batch, fault)
            batch = []
    return counts, with_text, faults


def _assemble(
    batch: list[tuple[tuple[str, bytes], list[Transcript | Problem]]],
    fault: Callable[[str, tuple[str, bytes]], None],
) -> None:
    """Make a Corpus of a batch; where it fails, of each input, to find the one at fault."""
    try:
        _ = Corpus.of("fuzz", [record for _, records in batch for record in records]).fingerprint
    except Exception:
        if len(batch) == 1:
            fault(traceback.format_exc(limit=-2), batch[0][0])
            return
        for one in batch:
            _assemble([one], fault)


def contradiction(records: list[Transcript | Problem], kinds: set[str]) -> str:
    """What a reader's records break of what it promises; "" for nothing."""
    ids = [record.transcript_id for record in records if isinstance(record, Transcript)]
    if len(set(ids)) < len(ids):
        return "two transcripts with one id"
    wrongs = (
        _wrong_problem(record, kinds) if isinstance(record, Problem) else _wrong_cues(record)
        for record in records
    )
    return next(filter(None, wrongs), "")


def _wrong_problem(problem: Problem, kinds: set[str]) -> str:
    if problem.kind not in kinds:
        return f"the kind {problem.kind} is not known"
    return problem.message if problem.kind == "reader-fault" else ""


def _wrong_cues(transcript: Transcript) -> str:
    at = 0
    for cue in transcript.cues:
        if not at <= cue.start_char <= cue.end_char <= len(transcript.text or ""):
            return "a cue is outside the text, or before the one before it"
        at = cue.start_char
        if any(time is not None and not 0 <= time <= 3_600_000 for time in cue[:2]):
            return "a time that is none"
    return ""


def damaged(
    name: str, content: bytes, contents: list[tuple[str, bytes]], chance: random.Random
) -> bytes:
    """A file with a few of its bytes, lines or values changed."""
    if name.endswith(".json") and chance.random() < 0.6:
        return _damaged_json(content, chance)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        content = chance.choice(DAMAGES)(content, contents, chance)
    return content


def _cut(content: bytes, _: object, chance: random.Random) -> bytes:
    return content[: chance.randint(0, len(content))]


def _without(content: bytes, _: object, chance: random.Random) -> bytes:
    start = chance.randint(0, len(content))
    return content[:start] + content[start + chance.choice((1, 1, 2, 10, 100)) :]


def _again(content: bytes, _: object, chance: random.Random) -> bytes:
    start = chance.randint(0, len(content))
    piece = content[start : start + chance.choice((1, 4, 30, 200))]
    return content[:start] + piece * chance.choice((2, 3, 20)) + content[start:]


def _with_token(content: bytes, _: object, chance: random.Random) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + chance.choice(TOKENS) + content[at:]


def _with_byte(content: bytes, _: object, chance: random.Random) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + bytes([chance.randint(0, 255)]) + content[at + 1 :]


def _without_line(content: bytes, _: object, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def _swapped_lines(content: bytes, _: object, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _spliced(content: bytes, contents: list[tuple[str, bytes]], chance: random.Random) -> bytes:
    _, other = chance.choice(contents)
    start = chance.randint(0, len(other))
    at = chance.randint(0, len(content))
    return content[:at] + other[start : start + chance.choice((20, 200, 2_000))] + content[at:]


DAMAGES: tuple[Callable[[bytes, list[tuple[str, bytes]], random.Random], bytes], ...] = (
    *(_cut, _without, _again, _with_token, _with_token),
    *(_with_byte, _without_line, _swapped_lines, _spliced),
)


def _damaged_json(content: bytes, chance: random.Random) -> bytes:
    value = json.loads(content)
    for _ in range(chance.choice((1, 1, 2, 4))):
        places = list(_places(value))
        holder, key = chance.choice(places) if places else (None, None)
        if holder is None:
            return b"[]"
        what = chance.randrange(4)
        if what == 0:
            del holder[key]
        elif what == 1:
            holder[key] = deepcopy(chance.choice(VALUES))
        elif what == 2:
            other, other_key = chance.choice(places)
            holder[key] = deepcopy(other[other_key])
        elif isinstance(holder, list):
            holder.insert(key, deepcopy(holder[key]))
    return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            found.append((holder, key))
            if isinstance(holder[key], (dict, list)):
                waiting.append(holder[key])
    return found


if __name__ == "__main__":
    main()
