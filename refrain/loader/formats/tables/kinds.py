"""The kinds of problem that tables and files of chats have."""

from __future__ import annotations

from collections.abc import Mapping

from refrain.finding_kinds import FindingKind

KINDS: Mapping[str, FindingKind] = {
    "broken-line": FindingKind(
        "warning",
        "line is not JSON",
        "lines are not JSON",
        "It was left out, and the rest was loaded. Mend or remove it.",
    ),
    "ragged-row": FindingKind(
        "warning",
        "row has more or fewer cells than the header",
        "rows have more or fewer cells than the header",
        "Put a text that has the delimiter in it in quotation marks.",
    ),
    "unclosed-quote": FindingKind(
        "warning",
        "quotation mark is not closed",
        "quotation marks are not closed",
        "Its line was read by itself. Close the mark, or double it.",
    ),
    "no-such-column": FindingKind(
        "warning",
        "table lacks the column chosen",
        "tables lack the column chosen",
        "The column was guessed instead. Choose one of those that the message lists.",
    ),
    "empty-cell": FindingKind(
        "note",
        "row has no text",
        "rows have no text",
        "The row was kept, without a text. Remove it, or fill it in.",
    ),
    "no-answer": FindingKind(
        "note",
        "chat has no answer",
        "chats have no answer",
        "All it says are shots, without a target. Remove it if it should have one.",
    ),
    "left-out-parts": FindingKind(
        "note",
        "part of a message is no text",
        "parts of messages are no text",
        "Images, tool calls and the like were left out.",
    ),
}
"""By name; all modules of the package share them."""
