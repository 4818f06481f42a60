"""What is damaged about the labels of a prompt dump: each damage is a problem that says where."""

from __future__ import annotations

from refrain.loader.formats.prompt_dump.segments import Label, Segment
from refrain.records import Problem


def cut_off(segments: list[Segment], text: str, source: str) -> tuple[list[Problem], set[int]]:
    """The problem of a file that ends within a label, and the numbers of that label's segments."""
    last = len(segments) - 1
    what, remains = _cut_label(segments, text[segments[last].start : segments[last].end].strip())
    if not what:
        return [], set()
    if segments[last].label is None:
        # What is left of a line of # or of a label is not a text.
        segments[last].is_fence = True
    message = f"The file ends in the middle of {what}: it may be cut off here. Add the rest."
    return [Problem(source, segments[last].line, "cut-off", message)], remains


def _cut_label(segments: list[Segment], ending: str) -> tuple[str, set[int]]:
    """What the file ends in the middle of ("" for nothing), and the numbers of its segments."""
    n = len(segments) - 1
    last, above = segments[n], segments[n - 1] if n else None
    if last.label:
        return f"the label {last.label}", set()
    if last.is_fence and not (above and above.label):
        return "a label, after its line of #", {n}
    one_line = last.is_text and last.line == last.last_line
    if not one_line or above is None or above.is_text or not above.touches(last):
        return "", set()
    if ending in ("#", "##"):
        return (f"the line of # below {above.label}" if above.label else "a line of #"), {n}
    closes = n > 1 and segments[n - 2].label
    begins = any(label.startswith(ending.lower()) for label in ("shot:", "target:"))
    if above.is_fence and not closes and begins:
        return f"a label, '{ending}'", {n - 1, n}
    return "", set()


def fences_of_labels(segments: list[Segment], source: str, problems: list[Problem]) -> set[int]:
    """The numbers of the fences that enclose labels; labels that lack a fence are reported."""
    used = set()
    for n, segment in enumerate(segments):
        if segment.label is None:
            continue
        above = n > 0 and segments[n - 1].is_fence
        below = n + 1 < len(segments) and segments[n + 1].is_fence
        used |= {n - 1} if above else set()
        used |= {n + 1} if below else set()
        if not segment.label.topic:
            problems.append(_unnamed(segment.label, source))
        # The end of a file that ends in a label is reported as that.
        if not (above and (below or n + 1 == len(segments))):
            problems.append(_damaged(segment.label, source, above, below))
    return used


def _unnamed(label: Label, source: str) -> Problem:
    message = f"This {label.role} has no name, and so its text has no topic. Write it after the :."
    return Problem(source, label.line, "unnamed-label", message)


def _damaged(label: Label, source: str, above: bool, below: bool) -> Problem:
    side = "below" if above else "above" if below else "above or below"
    message = f"The label {label} has no line of # {side} it. Add one to be sure."
    return Problem(source, label.line, "damaged-label", message)
