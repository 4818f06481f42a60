"""What a person is told of how the columns of a table were chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refrain.loader.formats.tables.columns import Choice, Columns


def remarks(columns: Columns, remark: str = "") -> Iterator[tuple[str, str]]:
    """The kind and message of what a person should know of how the columns were chosen."""
    fields = (("text", columns.text), ("topic", columns.topic), ("title", columns.title))
    for name, choice in fields:
        if choice.lacking:
            yield "no-such-column", _lacks(name, choice, columns.names)
    guessed = [(name, choice) for name, choice in fields if choice.column and not choice.is_sure]
    sentences = [_sentence(name, choice) for name, choice in guessed]
    if guessed:
        options = " or ".join(f"--{name}-column NAME" for name, _ in guessed)
        sentences.append(f"Choose another with {options}, or in the app under Columns.")
    if remark:
        sentences.insert(0, remark)
    if sentences:
        yield "guessed-column", " ".join(sentences)


def _lacks(name: str, choice: Choice, names: Sequence[str]) -> str:
    instead = f"“{choice.column}” was taken" if choice.column else "none was taken"
    return (
        f"There is no column “{choice.lacking}” for the {name}; {instead}. "
        f"The columns are {listed(names)}."
    )


def _sentence(name: str, choice: Choice) -> str:
    others = f" It may also be {listed(choice.others)}." if choice.others else ""
    return f"The {name} was taken from the column “{choice.column}”: {choice.why}.{others}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence, 20 of them at most.

    >>> listed(["a", "b"]), listed([])
    ('“a”, “b”', 'none')
    """
    some = ", ".join(f"“{name[:60]}”" for name in names[:20])
    more = f" and {len(names) - 20:,} more" if len(names) > 20 else ""
    return f"{some}{more}" or "none"
