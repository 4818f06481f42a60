"""The kinds of problem that files of any format may have."""

from __future__ import annotations

from refrain.finding_kinds import FindingKind

GENERAL_KINDS = {
    "unreadable-file": FindingKind(
        "error",
        "file could not be read",
        "files could not be read",
        "Check the permissions; the rest was loaded.",
    ),
    "binary-file": FindingKind(
        "error",
        "file is not text",
        "files are not text",
        "Export it as plain text or Markdown; the rest was loaded.",
    ),
    "broken-file": FindingKind(
        "error",
        "file is damaged",
        "files are damaged",
        "What could be read of it was loaded. Export or download it again.",
    ),
    "reader-fault": FindingKind(
        "error",
        "file met a fault of Refrain",
        "files met a fault of Refrain",
        "What was read before was loaded. Report it, with the file.",
    ),
    "not-downloaded": FindingKind(
        "error",
        "file was not downloaded",
        "files were not downloaded",
        "Git LFS left a pointer in its place. Run git lfs pull, and open the folder again.",
    ),
    "beyond-limit": FindingKind(
        "error",
        "file is beyond a limit",
        "files are beyond a limit",
        "The rest was loaded. Split it, or raise the limit that the message names.",
    ),
    "outside-roots": FindingKind(
        "error",
        "file is outside of the folders that may be opened",
        "files are outside of the folders that may be opened",
        "The rest was loaded. Copy it into one of these folders, in place of the link.",
    ),
    "unknown-structure": FindingKind(
        "warning",
        "file has a structure that is not known",
        "files have a structure that is not known",
        "It was left out. Export it in a format that is read, or name its text column.",
    ),
    "empty-file": FindingKind(
        "warning", "file is empty", "files are empty", "Remove it, or put a transcript in."
    ),
    "no-speech": FindingKind(
        "warning",
        "file has no words spoken",
        "files have no words spoken",
        "Its format was recognised, but there is no text in it. Remove it, or transcribe it again.",
    ),
    "stray-line": FindingKind(
        "warning",
        "line belongs to nothing",
        "lines belong to nothing",
        "The format has no place for it, so it was left out. Mend it if it was spoken.",
    ),
    "unreadable-time": FindingKind(
        "warning",
        "time cannot be read",
        "times cannot be read",
        "The text was kept, without its time.",
    ),
    "guessed-encoding": FindingKind(
        "warning",
        "file is not UTF-8",
        "files are not UTF-8",
        "The encoding was guessed. Save it as UTF-8 to be sure.",
    ),
    "replaced-characters": FindingKind(
        "warning",
        "file has broken characters",
        "files have broken characters",
        "They were read as U+FFFD. Save the file again as UTF-8.",
    ),
    "unreadable-cell": FindingKind(
        "warning",
        "cell is not text",
        "cells are not text",
        "Where the rest of its column is text, it is a number, a list or the like. Mend the row.",
    ),
    "backward-time": FindingKind(
        "note",
        "piece ends before it begins",
        "pieces end before they begin",
        "The text was kept, and the time at which it begins.",
    ),
    "guessed-column": FindingKind(
        "note",
        "table's columns were guessed",
        "tables' columns were guessed",
        "Check that it is the right one, or choose another.",
    ),
    "same-transcript": FindingKind(
        "note",
        "file says the same as another of its name",
        "files say the same as another of their name",
        "One transcript in several formats counts once: the one with the most in it was read.",
    ),
    "skipped-file": FindingKind(
        "note",
        "file was left out",
        "files were left out",
        "By its format or its name it holds no transcript. Convert it, or ask for it, if it does.",
    ),
}
"""By name; a format has further ones of its own."""
