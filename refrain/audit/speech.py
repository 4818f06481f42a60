"""What a recogniser does wrong: loops, rolling captions, another language, very few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from refrain import language
from refrain.audit import little_vocabulary, said_again
from refrain.audit.context import AuditContext, Finding, finding_in_row
from refrain.language import DetectedLanguage
from refrain.partwise import Part


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about how the speech was written down."""
    from_repetition = list(said_again.find(context))
    yield from from_repetition
    yield from _wrong_language(context)
    # What is said again right away is the reason for few different words: it is told once.
    known = {finding["text_id"] for finding in from_repetition}
    yield from little_vocabulary.find(context, without=known)


def _wrong_language(context: AuditContext) -> Iterator[Finding]:
    """Texts that are not in a language that they state, or without one, not in that of most
    texts."""
    detected: dict[str, DetectedLanguage] = {}
    for languages in context.in_parts(languages_in):
        detected |= languages
    usual, count = language.most_common([code for code, _ in detected.values()])
    has_majority = count >= 2 and count >= language.MAJORITY * len(detected)
    for row in _by_statement(context.rows):
        if row.text_id not in detected:
            continue
        code, at = detected[row.text_id]
        stated = () if pd.isna(row.language) else language.stated(row.language)
        if stated:
            is_wrong = not _is_any(code, stated)
            message = f"is said to be in “{row.language}”, but seems to be in “{code}”."
        else:
            is_wrong = has_majority and not _is_any(code, (usual,))
            message = (
                f"seems to be in “{code}”; {count:,} of {len(detected):,} texts are in “{usual}”."
            )
        if is_wrong:
            name = context.names[row.text_id]
            message = f"{name} {message}"
            yield finding_in_row(row, "wrong-language", message, subject=name, at=at)


def languages_in(part: Part) -> dict[str, DetectedLanguage]:
    """By text_id: the language of each text that tells it."""
    languages = zip(part.texts["text_id"], language.detect_all(part.texts["text"]), strict=True)
    return {text_id: found for text_id, found in languages if found}


def _by_statement(rows: pd.DataFrame) -> Iterator[Any]:
    """The first row of each text under each language that it is said to be in: a text may be used
    again under another. A row that says none counts only where no other of its text does."""
    rows = rows[rows["text_id"].notna()]
    rows = rows.drop_duplicates(["text_id", "language"])
    states = rows["language"].notna()
    stated_elsewhere = states.groupby(rows["text_id"]).transform("any")
    counted: pd.DataFrame = rows[states | ~stated_elsewhere]
    yield from counted.itertuples(index=False)


def _is_any(code: str, codes: Iterable[str]) -> bool:
    """Whether a language is one of several, or a form of the same as one."""
    return language.macrolanguage(code) in {language.macrolanguage(other) for other in codes}
