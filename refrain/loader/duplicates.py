"""One transcript in several formats, such as Whisper's five outputs, counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from refrain import sameness, words
from refrain.records import Problem, Transcript

_SAME_WORDS = 0.99
"""Formats differ in what they take for a word: in so many of the words two are the same."""

Records = list[Transcript | Problem]


def told_once(files: Iterable[Records]) -> Iterator[Transcript | Problem]:
    """What was read of the files of one recording, without those that say the same as another.

    Of files that do, the one with the most in it is kept: cues with speakers, then cues, then the
    first. The others are a problem each, which names it. Files with several transcripts are kept.
    """
    read = list(files)
    single = [(n, _only_transcript(records)) for n, records in enumerate(read)]
    candidates = [(n, transcript) for n, transcript in single if transcript is not None]
    replaced: dict[int, Transcript] = {}
    for group in _same(candidates):
        best = max(group, key=lambda one: (_richness(one[1]), -one[0]))
        replaced |= {n: best[1] for n, _ in group if n != best[0]}
    for n, records in enumerate(read):
        if n not in replaced:
            yield from records
            continue
        same = next(record for record in records if isinstance(record, Transcript))
        message = (
            f"Left out: it says the same as {replaced[n].source}, which was read in its place. "
            "One transcript counts once."
        )
        yield Problem(same.source, None, "same-transcript", message)


def _only_transcript(records: Records) -> Transcript | None:
    transcripts = [record for record in records if isinstance(record, Transcript)]
    alone = len(transcripts) == 1 and transcripts[0].prompt is None and transcripts[0].text
    return transcripts[0] if alone else None


def _richness(transcript: Transcript) -> tuple[bool, bool]:
    return any(cue.speaker for cue in transcript.cues), bool(transcript.cues)


def _same(candidates: list[tuple[int, Transcript]]) -> list[list[tuple[int, Transcript]]]:
    """The groups of two or more that have the same words, in nearly all of them."""
    if len(candidates) < 2:
        return []
    ids, counts = sameness.identify([transcript.text or "" for _, transcript in candidates])
    groups: list[list[int]] = []
    for k in range(len(candidates)):
        for group in groups:
            first = group[0]
            if ids[k] == ids[first] or (
                min(counts[k], counts[first]) >= _SAME_WORDS * max(counts[k], counts[first])
                and _nearly_same(candidates[k][1].text or "", candidates[first][1].text or "")
            ):
                group.append(k)
                break
        else:
            groups.append([k])
    return [[candidates[k] for k in group] for group in groups if len(group) > 1]


def _nearly_same(one: str, other: str) -> bool:
    first, second = Counter(words.words(one)), Counter(words.words(other))
    most = max(first.total(), second.total())
    return (first & second).total() >= _SAME_WORDS * most > 0
