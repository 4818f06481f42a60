"""The kinds of findings: how grave each is, what it is called, and what to do about it."""

from __future__ import annotations

from typing import NamedTuple

SEVERITIES = ("error", "warning", "note")


class Kind(NamedTuple):
    """A kind of finding: how grave it is, its name for one and for many, and what to do."""

    severity: str
    one: str
    many: str
    advice: str


KINDS = {
    "leak": Kind(
        "error",
        "prompt leaks its target's topic",
        "prompts leak their target's topic",
        "The target's topic is also one of the shots, so the answer is half given. Use a shot on "
        "another topic.",
    ),
    "copied-target": Kind(
        "error",
        "prompt shows its own answer",
        "prompts show their own answer",
        "The target is word for word one of the shots. Use another shot.",
    ),
    "missing-text": Kind(
        "error",
        "label has no text",
        "labels have no text",
        "Announced, but not there. Add the text above the labels of its prompt, or remove the "
        "label.",
    ),
    "no-target": Kind(
        "error",
        "prompt has no target",
        "prompts have no target",
        "All its labels are shots. Add what the prompt asks for.",
    ),
    "many-targets": Kind(
        "warning",
        "prompt has several targets",
        "prompts have several targets",
        "A prompt asks for one thing. Leave one target.",
    ),
    "target-not-last": Kind(
        "warning",
        "target is not the last label",
        "targets are not the last label",
        "Shots come first. Move the target to the end of its block.",
    ),
    "no-transcripts": Kind(
        "error",
        "dataset has no transcript",
        "datasets have no transcript",
        "Nothing could be checked. Is this the right path?",
    ),
    "too-repetitive": Kind(
        "error",
        "dataset repeats more than was allowed",
        "datasets repeat more than was allowed",
        "Keep each repeated passage once: the page Fragments shows them, and what that saves.",
    ),
    "quoted-target": Kind(
        "warning",
        "prompt shows part of its answer",
        "prompts show part of their answer",
        "Passages of the target stand in its shots too. Use other shots, or cut the passages.",
    ),
    "no-words": Kind(
        "warning",
        "text has no words",
        "texts have no words",
        "There is nothing in it but marks. Put the transcript in, or remove it.",
    ),
    "stitched": Kind(
        "warning",
        "text is stitched from pieces",
        "texts are stitched from pieces",
        "It breaks off and goes on elsewhere, often in mid-word. Use the whole transcript, or cut "
        "it between sentences.",
    ),
    "loop": Kind(
        "warning",
        "text has the recogniser stuck in a loop",
        "texts have the recogniser stuck in a loop",
        "The same few words come again and again. Cut them, or transcribe the passage anew.",
    ),
    "wrong-language": Kind(
        "warning",
        "text is in another language",
        "texts are in another language",
        "Not the language of the rest, or not the one it is said to be. Check the recogniser's "
        "settings, or remove it.",
    ),
    "truncated": Kind(
        "warning",
        "text ends in the middle of a sentence",
        "texts end in the middle of a sentence",
        "The rest seems cut off. Look for the whole transcript.",
    ),
    "same-length": Kind(
        "warning",
        "length is shared by several texts",
        "lengths are shared by several texts",
        "Texts of exactly one length were cut to fit a budget. Check what they lost.",
    ),
    "two-topics": Kind(
        "warning",
        "text has two labels",
        "texts have two labels",
        "The same text stands under different topics. Keep the right one.",
    ),
    "cut-off": Kind(
        "error",
        "file seems cut off",
        "files seem cut off",
        "The last label is not closed. Check whether something is missing after it.",
    ),
    "damaged-label": Kind(
        "warning",
        "label lacks a line of #",
        "labels lack a line of #",
        "It was read as a label all the same. Add the line to be sure.",
    ),
    "unnamed-label": Kind(
        "warning",
        "label has no name",
        "labels have no name",
        "Its text has no topic. Write the name after the colon.",
    ),
    "stray-fence": Kind(
        "note",
        "line of # belongs to no label",
        "lines of # belong to no label",
        "Remove it, or add the label that it is for.",
    ),
    "unlabelled-text": Kind(
        "warning",
        "text has no label",
        "texts have no label",
        "Nothing below it says what it is. Add its block of labels, or remove it.",
    ),
    "ambiguous-texts": Kind(
        "warning",
        "prompt has more paragraphs than labels",
        "prompts have more paragraphs than labels",
        "The last ones were taken as one text. Remove blank lines inside texts to be sure.",
    ),
    "unreadable-file": Kind(
        "error",
        "file could not be read",
        "files could not be read",
        "Check the permissions; the rest was loaded.",
    ),
    "binary-file": Kind(
        "error",
        "file is not text",
        "files are not text",
        "Export it as plain text or Markdown; the rest was loaded.",
    ),
    "empty-file": Kind(
        "warning", "file is empty", "files are empty", "Remove it, or put a transcript in."
    ),
    "guessed-encoding": Kind(
        "warning",
        "file is not UTF-8",
        "files are not UTF-8",
        "The encoding was guessed. Save it as UTF-8 to be sure.",
    ),
    "replaced-characters": Kind(
        "warning",
        "file has broken characters",
        "files have broken characters",
        "They were read as U+FFFD. Save the file again as UTF-8.",
    ),
    "little-vocabulary": Kind(
        "warning",
        "text keeps to very few words",
        "texts keep to very few words",
        "Far fewer different words than speech has. Read it: it may be a loop, a list, or noise.",
    ),
    "outlying-length": Kind(
        "note",
        "text is far longer or shorter than the rest",
        "texts are far longer or shorter than the rest",
        "Check that it is whole, and one transcript only.",
    ),
    "same-shots": Kind(
        "note",
        "file has the same shots in all prompts",
        "files have the same shots in all prompts",
        "A model sees the same examples each time. Vary them if that is not meant.",
    ),
    "two-texts": Kind(
        "note",
        "label has several texts",
        "labels have several texts",
        "Different texts stand under one label. Check that both belong there.",
    ),
    "copies": Kind(
        "note",
        "text is used more than once",
        "texts are used more than once",
        "Equal texts count once in what follows.",
    ),
    "skipped-file": Kind(
        "note",
        "file was left out",
        "files were left out",
        "Not a transcript format. Convert it if it holds transcripts.",
    ),
}
"""Every kind, the gravest first within its severity: the loader's problems and the audit's own."""
