"""What a recogniser does wrong: loops, another language, very few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from refrain import language
from refrain.audit import vocabulary
from refrain.audit.context import AuditContext, Finding, quote
from refrain.loops import loops


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about how the speech was written down."""
    loop_findings = list(_looping(context))
    yield from loop_findings
    yield from _wrong_language(context)
    # What is said again and again is the reason for few different words, and not reported twice.
    said_again = {finding["text_id"] for finding in loop_findings}
    yield from vocabulary.find(context, without=said_again)


def _looping(context: AuditContext) -> Iterator[Finding]:
    """Texts in which a phrase comes again and again, one finding for all its loops."""
    texts = context.index.texts.set_index("text_id")["text"]
    for text_id, loops_of_text in loops(context.index).groupby("text_id", sort=False):
        text = texts[text_id]
        worst = loops_of_text.loc[loops_of_text["words"].idxmax()]
        phrase = quote(text[worst["start"] : worst["phrase_end"]])
        name = context.names[text_id]
        words = int(loops_of_text["words"].sum())
        others = len(loops_of_text) - 1
        more = f", and {others} more such places" if others else ""
        message = f"{name} loops: {phrase} comes {worst['turns']:,} times in a row{more}."
        yield context.finding(
            text_id,
            "loop",
            message,
            at=int(worst["start"]),
            places=tuple(int(start) for start in loops_of_text["start"]),
            measure="words in loops",
            value=words,
        )


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
