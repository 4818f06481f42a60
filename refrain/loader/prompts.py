"""The few-shot prompt dump: texts, one per paragraph, and *then* the block of labels for them.

A label is a line `Shot: NAME` or `Target: NAME` between two lines of `#`; a block is a run of
labels, and the paragraphs since the block before are its texts, in the order of its labels. Dumps
in the wild are damaged in every way; each damage has a kind of problem, and loses nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from refrain.loader.parsed import Parsed, Problem

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_FENCE = re.compile(r"[^\S\r\n]*#{3,}\s*\Z")
_LABEL = re.compile(r"[^\S\r\n]*(shot|target)[^\S\r\n]*:[^\S\r\n]*([^\r\n]*?)\s*\Z", re.IGNORECASE)
_DUMP = re.compile(
    r"^[^\S\r\n]*#{3,}[^\S\r\n]*[\r\n]+\s*(?:shot|target)[^\S\r\n]*:"
    r"|^[^\S\r\n]*(?:shot|target)[^\S\r\n]*:[^\r\n]*[\r\n]+\s*#{3,}[^\S\r\n]*$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass
class Line:
    """A line that is not blank: what it is, and where."""

    number: int
    start: int
    end: int
    is_fence: bool
    label: re.Match[str] | None


@dataclass
class Label:
    """A label as it stands in the file."""

    role: str
    topic: str
    line: int
    start: int


@dataclass
class Paragraph:
    """Lines of text without a blank line between; `gap` counts the blank lines above."""

    start: int
    end: int
    line: int
    last_line: int
    gap: int = 0


@dataclass
class Prompt:
    """The paragraphs above a block of labels, and the block; the last of a file may have none."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


def is_dump(text: str) -> bool:
    """Whether the text has a label beside a fence."""
    return _DUMP.search(text.replace("\r\n", "\n").replace("\r", "\n")) is not None


def parse(text: str, source: str) -> Parsed:
    """The rows and problems of a dump. Offsets count characters of `text`; prompts from 1."""
    found = Parsed()
    prompts = _prompts(_lines(text), text, source, found.problems)
    known = _known_texts(prompts, text)
    for number, prompt in enumerate(prompts, 1):
        where = Place(text, source, number)
        spans = _match(prompt, where, known, found.problems)
        found.rows.extend(_rows(prompt, spans, where))
        found.problems.extend(_block_problems(prompt, where))
    found.problems.sort(key=lambda problem: problem.line or 0)
    return found


@dataclass(frozen=True)
class Place:
    """Where a prompt is: its source's text and name, and its number."""

    text: str
    source: str
    prompt: int

    def problem(self, line: int, kind: str, message: str) -> Problem:
        """A problem at a line of this source."""
        return Problem(self.source, line, kind, message)


# -- lines to prompts -----------------------------------------------------------------------------


def _lines(text: str) -> list[Line]:
    lines = []
    for number, match in enumerate(_LINE.finditer(text), 1):
        content = match.group()
        if content.strip():
            # Blanks at the end of a line are part of the text: it stays verbatim.
            end = match.start() + len(content.rstrip("\r\n"))
            is_fence = _FENCE.match(content) is not None
            lines.append(Line(number, match.start(), end, is_fence, _LABEL.match(content)))
    _forget_labels_in_text(lines)
    return lines


def _forget_labels_in_text(lines: list[Line]) -> None:
    """`Target: x` is a label between two fences, or next to one without a blank line between;
    elsewhere it is something that was said."""
    for n, line in enumerate(lines):
        if line.label:
            fences = [other for other in lines[max(n - 1, 0) : n + 2] if other.is_fence]
            if len(fences) < 2 and not any(abs(f.number - line.number) == 1 for f in fences):
                line.label = None


def _prompts(lines: list[Line], text: str, source: str, problems: list[Problem]) -> list[Prompt]:
    prompts = [Prompt()]
    used = _fences_of_labels(lines, source, problems)
    before: Line | None = None
    for n, line in enumerate(lines):
        if line.label:
            prompts[-1].labels.append(_label(line, source, problems))
        elif line.is_fence:
            if n not in used:
                message = "This line of # belongs to no label. Remove it, or add its label."
                problems.append(Problem(source, line.number, "stray-fence", message))
        else:
            if prompts[-1].labels:
                prompts.append(Prompt())
            _add_text(prompts[-1], line, before)
        before = line
    return prompts if prompts[-1].paragraphs or prompts[-1].labels else prompts[:-1]


def _fences_of_labels(lines: list[Line], source: str, problems: list[Problem]) -> set[int]:
    """The numbers of the fence lines that enclose labels; labels that lack one are reported."""
    used = set()
    for n, line in enumerate(lines):
        if not line.label:
            continue
        above = n > 0 and lines[n - 1].is_fence
        below = n + 1 < len(lines) and lines[n + 1].is_fence
        used |= {n - 1} if above else set()
        used |= {n + 1} if below else set()
        name = f"{line.label[1].capitalize()} '{line.label[2]}'"
        if n + 1 == len(lines):
            message = f"The file ends in the middle of the label {name}: it may be cut off here."
            problems.append(Problem(source, line.number, "cut-off", message))
        elif not (above and below):
            side = "below" if above else "above"
            message = f"The label {name} has no line of # {side} it. Add one to be sure."
            problems.append(Problem(source, line.number, "damaged-label", message))
    return used


def _label(line: Line, source: str, problems: list[Problem]) -> Label:
    assert line.label is not None
    role, topic = line.label[1].lower(), line.label[2]
    if not topic:
        message = f"This {role} has no name, and so its text has no topic. Write it after the colon"
        problems.append(Problem(source, line.number, "unnamed-label", message + "."))
    return Label(role, topic, line.number, line.start)


def _add_text(prompt: Prompt, line: Line, before: Line | None) -> None:
    follows = before is not None and not before.is_fence and before.number + 1 == line.number
    if follows and prompt.paragraphs:
        prompt.paragraphs[-1].end = line.end
        prompt.paragraphs[-1].last_line = line.number
        return
    gap = line.number - before.number - 1 if before is not None else 0
    prompt.paragraphs.append(Paragraph(line.start, line.end, line.number, line.number, gap))


# -- texts to labels ------------------------------------------------------------------------------

Known = dict[tuple[str, str], set[str]]


def _known_texts(prompts: Iterable[Prompt], text: str) -> Known:
    """The texts under each (role, topic), from the prompts that leave no doubt."""
    known: Known = defaultdict(set)
    for prompt in prompts:
        if len(prompt.paragraphs) == len(prompt.labels):
            for label, part in zip(prompt.labels, prompt.paragraphs, strict=True):
                known[label.role, label.topic].add(text[part.start : part.end])
    return known


def _match(
    prompt: Prompt, where: Place, known: Known, problems: list[Problem]
) -> list[Paragraph | None]:
    """A text, or None, for each label; where there are no labels, a text for each paragraph."""
    parts, labels = prompt.paragraphs, prompt.labels
    if not labels:
        problems.extend(
            where.problem(
                part.line,
                "unlabelled-text",
                "This text has no label below it. Add a block of labels, or remove the text.",
            )
            for part in parts
        )
        return list(parts)
    if len(parts) < len(labels):
        return _with_missing(prompt, where, known, problems)
    if len(parts) > len(labels):
        return list(_joined(prompt, where, known, problems))
    return list(parts)


def _with_missing(
    prompt: Prompt, where: Place, known: Known, problems: list[Problem]
) -> list[Paragraph | None]:
    parts, labels = prompt.paragraphs, prompt.labels
    chosen = _align([part_text(part, where) for part in parts], labels, known)
    matched: list[Paragraph | None] = [None] * len(labels)
    for part, n in zip(parts, chosen, strict=True):
        matched[n] = part
    count = f"prompt {where.prompt} has {len(labels)} labels but {len(parts)} texts"
    for label, found in zip(labels, matched, strict=True):
        if found is None:
            message = (
                f"{label.role.capitalize()} '{label.topic}' has no text: {count}. "
                "Add its paragraph above the labels, or remove the label."
            )
            problems.append(where.problem(label.line, "missing-text", message))
    return matched


def _align(texts: list[str], labels: list[Label], known: Known) -> list[int]:
    """The label for each text, in order: as many as possible that are known under their label,
    and otherwise the earliest labels."""
    best: list[tuple[int, list[int]]] = [(0, []), *((-1, []) for _ in texts)]
    for n, label in enumerate(labels):
        for k in range(min(len(texts), n + 1), 0, -1):
            score, chosen = best[k - 1]
            if score < 0:
                continue
            score += texts[k - 1] in known.get((label.role, label.topic), ())
            if score > best[k][0]:
                best[k] = (score, [*chosen, n])
    return best[-1][1]


def _joined(prompt: Prompt, where: Place, known: Known, problems: list[Problem]) -> list[Paragraph]:
    """More paragraphs than labels: some texts have blank lines in them."""
    found = _joined_by_known(prompt, where, known) or _joined_by_gaps(prompt)
    if found:
        return found
    parts, labels = prompt.paragraphs, prompt.labels
    kept = len(labels) - 1
    message = (
        f"Prompt {where.prompt} has {len(parts)} paragraphs for {len(labels)} labels. The last "
        f"{len(parts) - kept} were taken as one text, of the last label; where that is wrong, "
        "remove the blank lines inside texts."
    )
    problems.append(where.problem(parts[kept].line, "ambiguous-texts", message))
    return [*parts[:kept], _run(parts[kept:])]


def _joined_by_known(prompt: Prompt, where: Place, known: Known) -> list[Paragraph]:
    """Take the texts that other prompts have under the same labels; at most one label remains."""
    parts, labels = list(prompt.paragraphs), prompt.labels
    front: list[Paragraph] = []
    back: list[Paragraph] = []
    left, right = 0, len(labels)
    while left < right and (run := _known_run(parts, labels[left], where, known, from_end=False)):
        front.append(_run(parts[:run]))
        parts, left = parts[run:], left + 1
    while left < right and (run := _known_run(parts, labels[right - 1], where, known, True)):
        back.insert(0, _run(parts[-run:]))
        parts, right = parts[:-run], right - 1
    if right - left == 1 and parts:
        return [*front, _run(parts), *back]
    return [*front, *back] if left == right and not parts else []


def _known_run(
    parts: list[Paragraph], label: Label, where: Place, known: Known, from_end: bool
) -> int:
    """How many paragraphs at this end make a text known under the label; 0 for none."""
    texts = known.get((label.role, label.topic), set())
    longest = max(map(len, texts), default=0)
    for count in range(1, len(parts) + 1):
        run = _run(parts[-count:] if from_end else parts[:count])
        if run.end - run.start > longest:
            return 0
        if part_text(run, where) in texts:
            return count
    return 0


def _joined_by_gaps(prompt: Prompt) -> list[Paragraph]:
    """Split at the wider gaps only, if some width gives as many texts as there are labels."""
    parts, labels = prompt.paragraphs, prompt.labels
    for width in sorted({part.gap for part in parts[1:]}):
        cuts = [0, *(n for n, part in enumerate(parts) if n and part.gap >= width), len(parts)]
        if len(cuts) - 1 == len(labels):
            return [_run(parts[a:b]) for a, b in pairwise(cuts)]
    return []


def _run(parts: list[Paragraph]) -> Paragraph:
    first, last = parts[0], parts[-1]
    return Paragraph(first.start, last.end, first.line, last.last_line, first.gap)


def part_text(part: Paragraph, where: Place) -> str:
    """The verbatim text of a paragraph or a run of them."""
    return where.text[part.start : part.end]


# -- rows -----------------------------------------------------------------------------------------


def _rows(prompt: Prompt, spans: list[Paragraph | None], where: Place) -> Iterator[dict[str, Any]]:
    nobody = [Label("transcript", "", 0, 0)] * len(spans)
    for position, (label, span) in enumerate(zip(prompt.labels or nobody, spans, strict=True), 1):
        yield {
            "transcript_id": f"{where.source}:{where.prompt}.{position}",
            "source": where.source,
            "line": span.line if span else label.line,
            "prompt": where.prompt,
            "position": position,
            "role": label.role,
            "topic": label.topic or None,
            "text": part_text(span, where) if span else None,
            "start": span.start if span else label.start,
            "end": span.end if span else label.start,
        }


def _block_problems(prompt: Prompt, where: Place) -> Iterator[Problem]:
    targets = [label for label in prompt.labels if label.role == "target"]
    if not prompt.labels:
        return
    last = prompt.labels[-1]
    if not targets:
        message = f"Prompt {where.prompt} has no target: all its labels are shots. Add its target."
        yield where.problem(last.line, "no-target", message)
    elif len(targets) > 1:
        message = f"Prompt {where.prompt} has {len(targets)} targets. Leave one."
        yield where.problem(targets[1].line, "many-targets", message)
    elif targets[0] is not last:
        message = f"The target of prompt {where.prompt} is not its last label. Move it to the end."
        yield where.problem(targets[0].line, "target-not-last", message)
