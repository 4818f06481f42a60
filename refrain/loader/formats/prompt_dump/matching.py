"""The texts of a prompt to its labels, which follow them in the same order.

Where their numbers differ, the texts that other prompts of the file have under the same label
decide; where nothing decides, what was assumed is reported.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from refrain.loader.formats.prompt_dump.blocks import Label, Part, Prompt
from refrain.loader.result import Problem

# Beyond this many ways to place equal texts, the search would take longer than it can tell.
_MOST_PLACES = 2_000_000


@dataclass(frozen=True)
class Place:
    """Where a prompt is: its source's text and name, and its number."""

    text: str
    source: str
    prompt: int

    def problem(self, line: int, kind: str, message: str) -> Problem:
        """A problem at a line of this source."""
        return Problem(self.source, line, kind, message)

    def of(self, part: Part) -> str:
        """The verbatim text of a paragraph, or of a run of them."""
        return self.text[part.start : part.end]


@dataclass
class LabelTexts:
    """The texts under each role and topic of which some prompt is in doubt, and their lengths."""

    texts: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    lengths: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, prompts: list[Prompt], text: str) -> LabelTexts:
        """What the prompts that can be read alone tell about the labels of the others."""
        known = cls()
        doubtful = {_key(label) for prompt in prompts if _differ(prompt) for label in prompt.labels}
        for prompt in prompts:
            if not doubtful.isdisjoint(map(_key, prompt.labels)):
                for label, part in zip(prompt.labels, _read_alone(prompt), strict=False):
                    known.texts[_key(label)].add(text[part.start : part.end])
                    known.lengths[_key(label)].add(part.end - part.start)
        return known


def _differ(prompt: Prompt) -> bool:
    return len(prompt.paragraphs) != len(prompt.labels)


def _read_alone(prompt: Prompt) -> list[Part]:
    """The texts of a prompt that leaves no doubt, or nothing."""
    if not _differ(prompt):
        return prompt.paragraphs
    return _split_at_gaps(prompt.paragraphs, len(prompt.labels))


def match(
    prompt: Prompt, where: Place, known: LabelTexts
) -> tuple[list[Part | None], list[Problem]]:
    """A text, or None, for each label; where there are no labels, a text for each paragraph."""
    parts, labels = prompt.paragraphs, prompt.labels
    if not labels:
        message = "This text has no label below it. Add a block of labels, or remove the text."
        return list(parts), [where.problem(p.line, "unlabelled-text", message) for p in parts]
    if len(parts) < len(labels):
        return _with_missing(prompt, where, known)
    if len(parts) > len(labels):
        return _joined(prompt, where, known)
    return list(parts), []


def _key(label: Label) -> tuple[str, str]:
    return label.role, label.topic


# -- fewer texts than labels ----------------------------------------------------------------------


def _with_missing(
    prompt: Prompt, where: Place, known: LabelTexts
) -> tuple[list[Part | None], list[Problem]]:
    parts, labels = prompt.paragraphs, prompt.labels
    matched: list[Part | None] = [None] * len(labels)
    for part, n in zip(parts, align(list(map(where.of, parts)), labels, known), strict=True):
        matched[n] = part
    count = f"prompt {where.prompt} has {len(labels)} labels but {len(parts)} texts"
    remedy = "Add its paragraph above the labels, or remove the label."
    return matched, [
        where.problem(label.line, "missing-text", f"{label} has no text: {count}. {remedy}")
        for label, part in zip(labels, matched, strict=True)
        if part is None
    ]


def align(texts: list[str], labels: list[Label], known: LabelTexts) -> list[int]:
    """The number of the label for each text, in order: as many texts as possible are known under
    their label, and otherwise they take the earliest labels.

    A text is shifted by the labels without text above it, so shifts never fall from one text to the
    next, and the best assignment is the longest chain of known texts in which they do not.
    """
    room = len(labels) - len(texts)
    places = _places(texts, labels, known)
    shifts: list[int] = []  # the least shift at the end of a chain, by the length of the chain
    chains: list[_Link] = []
    tried = 0
    for k, text in enumerate(texts):
        found = places.get(text, [])
        found = found[bisect_left(found, k) : bisect_right(found, k + room)]
        tried += len(found)
        if tried > _MOST_PLACES:
            return list(range(len(texts)))
        for n in reversed(found):
            at = bisect_right(shifts, n - k)
            link = _Link(k, n - k, chains[at - 1] if at else None)
            shifts[at : at + 1], chains[at : at + 1] = [n - k], [link]
    return _unshifted(chains[-1] if chains else None, len(texts))


@dataclass(frozen=True, slots=True)
class _Link:
    text: int
    shift: int
    before: _Link | None


def _unshifted(link: _Link | None, count: int) -> list[int]:
    chosen = list(range(count))
    end = count
    while link:
        for k in range(link.text, end):
            chosen[k] = k + link.shift
        end, link = link.text, link.before
    return chosen


def _places(texts: list[str], labels: list[Label], known: LabelTexts) -> dict[str, list[int]]:
    """The labels that each text is known under, in order."""
    asked = set(texts)
    under = {key: known.texts[key] & asked for key in set(map(_key, labels)) & set(known.texts)}
    places: dict[str, list[int]] = defaultdict(list)
    for n, label in enumerate(labels):
        for text in under.get(_key(label), ()):
            places[text].append(n)
    return places


# -- more paragraphs than labels ------------------------------------------------------------------


def _joined(
    prompt: Prompt, where: Place, known: LabelTexts
) -> tuple[list[Part | None], list[Problem]]:
    """More paragraphs than labels: some texts have blank lines in them."""
    parts, labels = prompt.paragraphs, prompt.labels
    front, back = _known_ends(prompt, where, known)
    inner = parts[sum(front) : len(parts) - sum(back)]
    left = len(labels) - len(front) - len(back)
    ends = _runs(parts, front), _runs(parts[len(parts) - sum(back) :], back)
    if left <= 1 or len(inner) == left:
        middle = [_run(inner)] if left == 1 else inner
    elif found := _split_at_gaps(parts, len(labels)):
        return list(found), []
    else:
        middle = _split_at_gaps(inner, left)
    if middle or not left:
        return [*ends[0], *middle, *ends[1]], []
    kept, last = inner[: left - 1], inner[left - 1 :]
    label = labels[len(front) + left - 1]
    message = (
        f"Prompt {where.prompt} has {len(parts)} paragraphs for {len(labels)} labels. "
        f"{len(last)} of them, from this line on, were taken as one text, of {label}; where that "
        "is wrong, remove the blank lines inside texts."
    )
    problem = where.problem(last[0].line, "ambiguous-texts", message)
    return [*ends[0], *kept, _run(last), *ends[1]], [problem]


def _known_ends(prompt: Prompt, where: Place, known: LabelTexts) -> tuple[list[int], list[int]]:
    """How many paragraphs make up each of the first texts, and each of the last, as far as these
    are known under their labels from other prompts."""
    parts, labels = prompt.paragraphs, prompt.labels
    front: list[int] = []
    back: list[int] = []
    low, high = 0, len(parts)
    while len(front) < len(labels):
        left = len(labels) - len(front)
        run = _known_run(parts, range(low, high), labels[len(front)], left, where, known)
        if not run:
            break
        front.append(run)
        low += run
    while len(front) + len(back) < len(labels):
        left = len(labels) - len(front) - len(back)
        label = labels[-1 - len(back)]
        run = _known_run(parts, range(high - 1, low - 1, -1), label, left, where, known)
        if not run:
            break
        back.append(run)
        high -= run
    return front, back[::-1]


def _known_run(
    parts: list[Part], order: range, label: Label, left: int, where: Place, known: LabelTexts
) -> int:
    """How many of these paragraphs make a text known under the label, at most; 0 for none. Each of
    the other labels that are left needs one, and the last of them takes all."""
    texts, lengths = known.texts.get(_key(label), set()), known.lengths.get(_key(label), {0})
    longest, found = max(lengths), 0
    for count, n in enumerate(order[: len(order) - left + 1], 1):
        first, last = sorted((order[0], n))
        run = _run(parts[first : last + 1 : max(last - first, 1)])
        length = run.end - run.start
        if length > longest:
            break
        if length in lengths and where.of(run) in texts and (left > 1 or count == len(order)):
            found = count
    return found


def _split_at_gaps(parts: list[Part], count: int) -> list[Part]:
    """Split at the wider gaps only, if some width gives as many texts as there are labels."""
    if count == 1 and parts:
        return [_run(parts)]
    if not 1 < count < len(parts):
        return []
    width = sorted((part.gap for part in parts[1:]), reverse=True)[count - 2]
    cuts = [n for n, part in enumerate(parts) if n and part.gap >= width]
    if len(cuts) != count - 1:
        return []
    return [_run(parts[a:b]) for a, b in pairwise([0, *cuts, len(parts)])]


def _runs(parts: list[Part], counts: list[int]) -> list[Part]:
    runs, start = [], 0
    for count in counts:
        runs.append(_run(parts[start : start + count]))
        start += count
    return runs


def _run(parts: list[Part]) -> Part:
    first, last = parts[0], parts[-1]
    return Part(first.start, last.end, first.line, last.last_line)
