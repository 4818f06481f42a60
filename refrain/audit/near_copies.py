"""Texts that are nearly the same as another, as an episode that was published twice."""

from __future__ import annotations

from collections.abc import Iterator

from refrain.audit.context import AuditContext, Finding, quote
from refrain.differences import Difference, differences
from refrain.fragments import RepeatQuery
from refrain.wording import name_some, plural

NEARLY = RepeatQuery(20, similarity=0.8)
"""The passages that count."""
MIN_SHARE = 0.9
"""Share of the words of both texts that lie in such passages. In 2,081 episodes of twenty podcasts
22 pairs have 95 % or more, the next 37 %: excerpts have most of the one, little of the other."""
MOST_WORDS = 100_000
"""Words of a text of which it is not looked for what differs: it takes their square."""
_LONGER = 20
"""Words at the beginning or end that one of two texts has more, from which this is said."""


def find(context: AuditContext) -> Iterator[Finding]:
    """A finding for each text that later ones are nearly the same as."""
    for first, others in _groups(_pairs(context)).items():
        names, second = context.names, others[0]
        both = f"{names[first]} and {names[second]}"
        told, at = _what_differs(context, first, second)
        so_are = ""
        if len(others) > 1:
            more = name_some([names[other] for other in others[1:]])
            so_are = f" So {'are' if len(others) > 2 else 'is'} {more}."
        yield context.finding(
            first,
            "near-copy",
            f"{both} are nearly the same: {told}{so_are}",
            subject=both + (f" and {len(others) - 1:,} more" if len(others) > 1 else ""),
            at=at,
            other=context.first_appearances[second].transcript_id,
            measure="texts nearly the same",
            value=len(others),
            count=len(others),
        )


def _pairs(context: AuditContext) -> list[tuple[str, str]]:
    """The text_ids of two texts each that are nearly the same, the earlier first; by the later."""
    alike, words = context.index.alike(NEARLY), context.index.word_counts
    share = alike["words"].to_numpy() / words.loc[alike["text_id"]].to_numpy()
    other_share = alike["other_words"].to_numpy() / words.loc[alike["other"]].to_numpy()
    alike = alike[(share >= MIN_SHARE) & (other_share >= MIN_SHARE)]
    order = {text_id: number for number, text_id in enumerate(words.index)}
    pairs = zip(alike["text_id"], alike["other"], strict=True)
    return sorted(pairs, key=lambda pair: (order[pair[1]], order[pair[0]]))


def _groups(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """By a text: the later ones that are nearly the same, each in one group alone.

    They are like that text, and not like one that is like it: that A is like B and B like C does
    not make A like C.
    """
    earlier: dict[str, list[str]] = {}
    for first, second in pairs:
        earlier.setdefault(second, []).append(first)
    groups: dict[str, list[str]] = {}
    for second, firsts in earlier.items():
        group = next((first for first in firsts if first in groups), firsts[0])
        groups.setdefault(group, []).append(second)
    return groups


def _what_differs(context: AuditContext, first: str, second: str) -> tuple[str, int | None]:
    """In what two texts differ, as the end of a sentence; and where in the first it begins."""
    words = context.index.word_counts
    if max(words[first], words[second]) > MOST_WORDS:
        return f"{words[first]:,} words and {words[second]:,}.", None
    one, other = context.texts[first], context.texts[second]
    parts = differences(one, other)
    counts = dict.fromkeys(("changed", "missing", "added"), 0)
    for part in parts:
        if part.kind != "equal":
            counts[part.kind] += max(part.words, part.other_words)
    told = ", ".join(f"{count:,} {kind}" for kind, count in counts.items() if count)
    where = next(part for part in parts if part.kind != "equal")
    sentence = f"of {plural(int(words[first]), 'word')}, {told}."
    return f"{sentence} {_longer(parts, one, other) or _quoted(where, one, other)}", where.start


def _longer(parts: list[Difference], one: str, other: str) -> str:
    """What one of two texts has more at its beginning or end; "" where that is not much."""
    for part, verb in ((parts[0], "begins"), (parts[-1], "ends")):
        if part.kind in ("missing", "added") and max(part.words, part.other_words) >= _LONGER:
            which, text = ("first", _first_of(part, one)) if part.words else ("second", "")
            text = text or _second_of(part, other)
            more = plural(max(part.words, part.other_words), "word")
            return f"The {which} {verb} with {more} more, {quote(text)}."
    return ""


def _quoted(part: Difference, one: str, other: str) -> str:
    here, there = quote(_first_of(part, one)), quote(_second_of(part, other))
    if part.kind == "changed":
        return f"The first difference: {here}, there {there}."
    if part.kind == "missing":
        return f"The first difference: {here} is in the first alone."
    return f"The first difference: {there} is in the second alone."


def _first_of(part: Difference, one: str) -> str:
    return one[part.start : part.end]


def _second_of(part: Difference, other: str) -> str:
    return other[part.other_start : part.other_end]
