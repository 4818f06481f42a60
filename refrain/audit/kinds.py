"""The kinds of findings: how grave each is, what it is called, and what to do about it."""

from __future__ import annotations

from refrain.finding_kinds import FindingKind
from refrain.loader import registry

_AUDIT_KINDS = {
    "leak": FindingKind(
        "error",
        "prompt leaks its target's topic",
        "prompts leak their target's topic",
        "The target's topic is also one of the shots, so the answer is half given. Use a shot on "
        "another topic.",
    ),
    "copied-target": FindingKind(
        "error",
        "prompt shows its own answer",
        "prompts show their own answer",
        "The target is word for word one of the shots, or nearly so, as where it was transcribed "
        "twice. Use another shot.",
    ),
    "contaminated": FindingKind(
        "error",
        "transcript shares passages with a reference set",
        "transcripts share passages with a reference set",
        "A model that learned from it has seen what it will be asked. Leave it out, or cut the "
        "passages.",
    ),
    "no-transcripts": FindingKind(
        "error",
        "dataset has no transcript",
        "datasets have no transcript",
        "Nothing could be checked. Is this the right path?",
    ),
    "too-repetitive": FindingKind(
        "error",
        "dataset repeats more than was allowed",
        "datasets repeat more than was allowed",
        "Keep each repeated passage once: the page Fragments shows them, and what that saves.",
    ),
    "quoted-target": FindingKind(
        "warning",
        "prompt shows part of its answer",
        "prompts show part of their answer",
        "Passages of the target stand in its shots too. Use other shots, or cut the passages.",
    ),
    "near-copy": FindingKind(
        "warning",
        "text is nearly the same as another",
        "texts are nearly the same as another",
        "As where an episode was published twice: what they say counts twice in what follows. Keep "
        "one of them, if that is not meant.",
    ),
    "no-words": FindingKind(
        "warning",
        "text has no words",
        "texts have no words",
        "There is nothing in it but marks. Put the transcript in, or remove it.",
    ),
    "stitched": FindingKind(
        "warning",
        "text is stitched from pieces",
        "texts are stitched from pieces",
        "It breaks off and goes on elsewhere, often in mid-word. Use the whole transcript, or cut "
        "it between sentences.",
    ),
    "loop": FindingKind(
        "warning",
        "text has the recogniser stuck in a loop",
        "texts have the recogniser stuck in a loop",
        "The same few words come again and again, more often than people say them. Cut them, or "
        "transcribe the passage anew.",
    ),
    "rolling-captions": FindingKind(
        "warning",
        "text has captions that roll",
        "texts have captions that roll",
        "Captions that scroll have each line twice or more: below the line before it, and above "
        "the next. Export them without the scrolling, or keep each line once.",
    ),
    "wrong-language": FindingKind(
        "warning",
        "text is in another language",
        "texts are in another language",
        "Not the language of the rest, or not the one it is said to be. Check the recogniser's "
        "settings, or remove it.",
    ),
    "left-markup": FindingKind(
        "warning",
        "text has markup in it",
        "texts have markup in them",
        "A model reads entities and tags as they stand; here they are no words. Decode or remove "
        "them at the source, for example with Python's html.unescape.",
    ),
    "truncated": FindingKind(
        "warning",
        "text ends in the middle of a sentence",
        "texts end in the middle of a sentence",
        "The rest seems cut off. Look for the whole transcript.",
    ),
    "same-length": FindingKind(
        "warning",
        "length is shared by several texts",
        "lengths are shared by several texts",
        "Texts of exactly one length were cut to fit a budget. Check what they lost.",
    ),
    "two-topics": FindingKind(
        "warning",
        "text has two labels",
        "texts have two labels",
        "The same text stands under different topics. Keep the right one.",
    ),
    "label-spellings": FindingKind(
        "warning",
        "label is written in several ways",
        "labels are written in several ways",
        "They are taken as one topic, as it is most often written. Write it one way.",
    ),
    "little-vocabulary": FindingKind(
        "warning",
        "text keeps to very few words",
        "texts keep to very few words",
        "Far fewer different words than speech has. Read it: it may be a loop, a list, or noise.",
    ),
    "unknown-language": FindingKind(
        "note",
        "stated language is none that is known",
        "stated languages are none that is known",
        "It was passed over. Write the code of the language, such as en, pt-BR or yue.",
    ),
    "unclear-date": FindingKind(
        "note",
        "way to write dates is unclear",
        "ways to write dates are unclear",
        "They are in no picture of topics over time. Write them as 2021-04-03.",
    ),
    "outlying-length": FindingKind(
        "note",
        "text is far longer or shorter than the rest",
        "texts are far longer or shorter than the rest",
        "Check that it is whole, and one transcript only.",
    ),
    "same-shots": FindingKind(
        "note",
        "file has the same shots in all prompts",
        "files have the same shots in all prompts",
        "A model sees the same examples each time. Vary them if that is not meant.",
    ),
    "two-texts": FindingKind(
        "note",
        "label has several texts",
        "labels have several texts",
        "Different texts stand under one label. Check that both belong there.",
    ),
    "copies": FindingKind(
        "note",
        "text is used more than once",
        "texts are used more than once",
        "Texts with the same words count once in what follows.",
    ),
}
FINDING_KINDS = _AUDIT_KINDS | registry.kinds()
"""Every kind, of the audit and of the loader's problems, the gravest first within its severity."""
