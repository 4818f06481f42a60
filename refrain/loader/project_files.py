"""Files that people put beside a dataset: README, LICENSE and the like, which are no transcripts.

They go by the names that hosts of repositories look for, whatever the ending and whichever
translation: `README.md`, `readme-de.txt`, `CODE_OF_CONDUCT.md`. Names that could as well be a
transcript's, such as `history.md`, count only in capitals, as projects write them: `HISTORY.md`.
"""

from __future__ import annotations

import re
from pathlib import PurePath

_ANY_CASE = """
changelog code-of-conduct contributing licence license package package-lock pull-request-template
readme requirements robots
"""
_IN_CAPITALS = """
AGENTS ATTRIBUTION AUTHORS BUGS CHANGES CITATION CLAUDE CODEOWNERS CONTRIBUTORS COPYING COPYRIGHT
CREDITS DATASET-CARD DISCLAIMER FAQ FUNDING GOVERNANCE HISTORY INSTALL ISSUE-TEMPLATE MAINTAINERS
MANIFEST NEWS NOTICE PRIVACY RELEASE-NOTES RELEASES ROADMAP SECURITY STYLEGUIDE SUPPORT TERMS THANKS
TODO UPGRADING VERSION
"""
_NAMES = frozenset(_ANY_CASE.upper().split())
_NAMES_IN_CAPITALS = frozenset(_IN_CAPITALS.split())
# `.de`, `_zh-CN`: a translation. `-MIT`, `-2.0`: one licence of several.
_TRANSLATION = re.compile(r"[._-](?:[a-z]{2}|zh[_-]?[a-z]{2,4}|[a-z]{2}[_-][A-Z]{2})\Z", re.I)
_LICENCE = re.compile(r"(LICEN[CS]E|COPYING)(?:-[\w.-]{1,20})?\Z", re.I)


def is_project_file(name: str) -> bool:
    """Whether a file's name says that it is about the dataset, and not in it.

    >>> [is_project_file(name) for name in ("README.zh-CN.md", "LICENSE-MIT.txt", "HISTORY.md")]
    [True, True, True]
    >>> [is_project_file(name) for name in ("history.md", "readme-aloud.md", "the-changelog-1.md")]
    [False, False, False]
    """
    stem = PurePath(name).stem
    if _LICENCE.match(stem):
        return True
    without = _TRANSLATION.sub("", stem)
    for candidate in (stem, without):
        plain = re.sub(r"[ _-]+", "-", candidate)
        if plain.upper() in _NAMES or plain in _NAMES_IN_CAPITALS:
            return True
    return False
