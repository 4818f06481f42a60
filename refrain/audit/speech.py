"""What a recogniser does wrong: loops, rolling captions, another language, very few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from refrain import language
from refrain.audit import little_vocabulary, said_again
from refrain.audit.context import AuditContext, Finding


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about how the speech was written down."""
    from_repetition = list(said_again.find(context))
    yield from from_repetition
    yield from _wrong_language(context)
    # What is said again right away is the reason for few different words: it is told once.
    known = {finding["text_id"] for finding in from_repetition}
    yield from little_vocabulary.find(context, without=known)


def _wrong_language(context: AuditContext) -> Iterator[Finding]:
    """Texts that are not in the language they state, or without one, not in that of most texts."""
    texts = context.index.texts
    detected = {
        text_id: text_language
        for text_id, text in zip(texts["text_id"], texts["text"], strict=True)
        if (text_language := language.detect(text))
    }
    usual, count = language.most_common([code for code, _ in detected.values()])
    has_majority = count >= 2 and count >= language.MAJORITY * len(detected)
    for text_id, (code, at) in detected.items():
        statement = context.first_appearances[text_id].language
        stated = () if pd.isna(statement) else language.stated(statement)
        if stated:
            is_wrong = not _is_any(code, stated)
            message = f"is said to be in “{statement}”, but seems to be in “{code}”."
        else:
            is_wrong = has_majority and not _is_any(code, (usual,))
            message = (
                f"seems to be in “{code}”; {count:,} of {len(detected):,} texts are in “{usual}”."
            )
        if is_wrong:
            message = f"{context.names[text_id]} {message}"
            yield context.finding(text_id, "wrong-language", message, at=at)


def _is_any(code: str, codes: Iterable[str]) -> bool:
    """Whether a language is one of several, or a form of the same as one."""
    return language.macrolanguage(code) in {language.macrolanguage(other) for other in codes}
