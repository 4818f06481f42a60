"""What is wrong: the tables of findings, and of seams."""

from __future__ import annotations

from refrain import audit
from refrain.audit import AuditContext
from refrain.builds.draft import Draft
from refrain.builds.part_texts import over_parts
from refrain.fragments import MIN_WORDS
from refrain.partwise import looked_before

NEAR = (
    "Near-copies, and targets that nearly stand in their shots, are not looked for in a build: "
    "refrain check PATH does so on one machine."
)
EXACT_NAMES = frozenset({"prompts", "stitched texts"})
"""The checks that ask for exact repeats of MIN_WORDS words."""


def checks_of(min_words: int) -> list[audit.Check]:
    """What is looked for in a build for repeats of so many words."""
    left_out = {"near-copies"} if min_words == MIN_WORDS else {"near-copies", *EXACT_NAMES}
    return [check for check in audit.CHECKS if check.name not in left_out]


def write_findings(draft: Draft) -> list[str]:
    """Write the tables `findings`, with the `check` that found each, and `seams`; what was not
    looked for, in sentences."""
    in_parts = looked_before(over_parts(draft), audit.LOOKS)
    context = AuditContext(draft.corpus, lambda: draft.index, in_parts, has_near_repeats=False)
    found = [
        audit.found(check, context).assign(check=check.name) for check in checks_of(draft.min_words)
    ]
    draft.write("findings", audit.in_order(found).astype({"severity": "str"}))
    if draft.min_words == MIN_WORDS:
        draft.write("seams", context.seams)
        return [NEAR]
    return [
        NEAR,
        f"Prompts that show their answers, stitched texts and texts without words are looked for "
        f"where a build is made for repeats of {MIN_WORDS} words: refrain build … --min-words "
        f"{MIN_WORDS}.",
    ]
