"""Messages of a chat, in any of the ways in which files have them, as turns."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from refrain.loader.formats.tables.cells import is_missing, label_of

SYSTEM, USER, ASSISTANT = "system", "user", "assistant"
_SAME = {
    "human": USER,
    "prompter": USER,
    "gpt": ASSISTANT,
    "chatgpt": ASSISTANT,
    "bot": ASSISTANT,
    "ai": ASSISTANT,
    "model": ASSISTANT,
    "developer": SYSTEM,
    "function": "tool",
    "observation": "tool",
    "tool_response": "tool",
}
_ROLES, _CONTENTS = ("role", "from"), ("content", "value", "text")
_NO_TEXT = ("tool_calls", "function_call", "reasoning_content", "audio", "images")
# Dialogues that are one string, as in the set HH-RLHF.
_DIALOGUE = re.compile(r"\n\n(Human|Assistant):[ \t]*")
_LONGEST_LITERAL = 1_000_000


class Turn(NamedTuple):
    """A message: who says it, and its text, None where it has none; what it is called."""

    speaker: str | None
    text: str | None
    title: str | None = None


LeftOut = Counter[str]
"""Parts of messages that are no text, by what they are, and how many."""


def turns_of(value: Any, left_out: LeftOut) -> list[Turn] | None:
    """The turns of a list of messages; None where a value is none.

    It may be a list, or one written as JSON or as Python does, or pairs of a question and an
    answer. Messages in which nothing is text are left out, and counted.

    >>> turns_of('[{"from": "human", "value": "Hi"}]', Counter())
    [Turn(speaker='user', text='Hi', title=None)]
    """
    messages = _list_of(value)
    if not messages:
        return None
    if all(_is_message(message) for message in messages):
        turns = [_turn(message, left_out) for message in messages]
        return [turn for turn in turns if turn is not None]
    if all(_is_pair(pair) for pair in messages):
        return [
            Turn(speaker, text.strip())
            for pair in messages
            for speaker, text in zip((USER, ASSISTANT), pair, strict=True)
            if text.strip()
        ]
    return None


def are_messages(value: Any) -> bool:
    """Whether a value is a list of messages, with roles."""
    messages = _list_of(value) or ()
    return bool(messages) and all(_is_message(message) for message in messages)


def said(value: Any, speaker: str, left_out: LeftOut, title: str | None = None) -> list[Turn]:
    """The turns of a text that a speaker says, of a dialogue in one text, or of messages."""
    if turns := turns_of(value, left_out):
        return turns
    text = value if isinstance(value, str) else label_of(value)
    if text is None:
        if not is_missing(value):
            left_out["other values"] += 1
        return []
    marks = list(_DIALOGUE.finditer(text)) if text.startswith("\n\n") else []
    if not marks or marks[0].start():
        return [Turn(speaker, text.strip(), title)] if text.strip() else []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    turns = [
        Turn(USER if mark[1] == "Human" else ASSISTANT, text[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    ]
    return [turn for turn in turns if turn.text]


def _list_of(value: Any) -> Sequence[Any] | None:
    if isinstance(value, (list, tuple)):
        return value
    if not isinstance(value, str) or not value.lstrip().startswith("["):
        return None
    try:
        found = json.loads(value, strict=False)
    except (ValueError, RecursionError):
        found = _literal(value)
    return found if isinstance(found, list) else None


def _literal(text: str) -> Any:
    """What Python wrote; a list as pandas writes it into CSV."""
    if len(text) > _LONGEST_LITERAL or "{" not in text[:100]:
        return None
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return None


def _is_message(value: Any) -> bool:
    return isinstance(value, Mapping) and any(isinstance(value.get(role), str) for role in _ROLES)


def _is_pair(value: Any) -> bool:
    return (
        isinstance(value, (list, tuple))
        and len(value) == 2
        and all(isinstance(text, str) for text in value)
    )


def _turn(message: Mapping[str, Any], left_out: LeftOut) -> Turn | None:
    role = next(message[key] for key in _ROLES if isinstance(message.get(key), str))
    name = (label_of(role) or "").casefold()
    before = left_out.total()
    for key in _NO_TEXT:
        if message.get(key):
            left_out[key] += 1
    content = next((message[key] for key in _CONTENTS if message.get(key) is not None), None)
    text = _content(content, left_out)
    if text is None and left_out.total() > before:
        return None
    return Turn(_SAME.get(name, name) or None, text)


def _content(content: Any, left_out: LeftOut) -> str | None:
    """The text of a message: of parts, those that are texts, each on a line of its own."""
    if isinstance(content, str):
        return content.strip() or None
    if is_missing(content):
        return None
    parts = content.get("parts", [content]) if isinstance(content, Mapping) else content
    if not isinstance(parts, (list, tuple)):
        left_out["other values"] += 1
        return None
    texts = [text for part in parts if (text := _part(part, left_out))]
    return "\n".join(texts) or None


def _part(part: Any, left_out: LeftOut) -> str | None:
    if isinstance(part, str):
        return part.strip()
    if isinstance(part, Mapping):
        text = part.get("text")
        if isinstance(text, str):
            return text.strip()
        kind = part.get("type")
        left_out[kind[:40] if isinstance(kind, str) else "other values"] += 1
    elif not is_missing(part):
        left_out["other values"] += 1
    return None
