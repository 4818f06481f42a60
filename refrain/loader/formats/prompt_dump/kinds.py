"""The kinds of problem that a prompt dump may have."""

from __future__ import annotations

from collections.abc import Mapping

from refrain.finding_kinds import FindingKind

KINDS: Mapping[str, FindingKind] = {
    "missing-text": FindingKind(
        "error",
        "label has no text",
        "labels have no text",
        "Announced, but not there. Add the text above the labels of its prompt, or remove the "
        "label.",
    ),
    "no-target": FindingKind(
        "error",
        "prompt has no target",
        "prompts have no target",
        "All its labels are shots. Add what the prompt asks for.",
    ),
    "cut-off": FindingKind(
        "error",
        "file seems cut off",
        "files seem cut off",
        "The last label is not closed. Check whether something is missing after it.",
    ),
    "many-targets": FindingKind(
        "warning",
        "prompt has several targets",
        "prompts have several targets",
        "A prompt asks for one thing. Leave one target.",
    ),
    "target-not-last": FindingKind(
        "warning",
        "target is not the last label",
        "targets are not the last label",
        "Shots come first. Move the target to the end of its block.",
    ),
    "damaged-label": FindingKind(
        "warning",
        "label lacks a line of #",
        "labels lack a line of #",
        "It was read as a label all the same. Add the line to be sure.",
    ),
    "unnamed-label": FindingKind(
        "warning",
        "label has no name",
        "labels have no name",
        "Its text has no topic. Write the name after the colon.",
    ),
    "unlabelled-text": FindingKind(
        "warning",
        "text has no label",
        "texts have no label",
        "Nothing below it says what it is. Add its block of labels, or remove it.",
    ),
    "ambiguous-texts": FindingKind(
        "warning",
        "prompt has more paragraphs than labels",
        "prompts have more paragraphs than labels",
        "The last ones were taken as one text. Remove blank lines inside texts to be sure.",
    ),
    "stray-fence": FindingKind(
        "note",
        "line of # belongs to no label",
        "lines of # belong to no label",
        "Remove it, or add the label that it is for.",
    ),
}
