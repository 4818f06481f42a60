"""Who may: rules as `refrain.toml` has them.

"*"                  everyone who may enter
"anna@example.org"   that person
"@example.org"       whoever has an e-mail address there
"group:editors"      whoever is in that group
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Rule = str
EVERYONE: Rule = "*"
_GROUP = "group:"


@dataclass(frozen=True)
class Visitor:
    """Someone who opens a page or asks for data.

    `id` tells them from all others; `email` is in lower case, and "" where they have none that was
    verified; `since` is when they signed in, in seconds since 1970.
    """

    id: str
    email: str = ""
    name: str = ""
    groups: frozenset[str] = frozenset()
    since: float = 0.0


def checked_rule(rule: object) -> Rule:
    """The rule, as it is compared; raises ValueError where it is none.

    >>> checked_rule("Anna@Example.org"), checked_rule("group:Editors")
    ('anna@example.org', 'group:Editors')
    """
    if isinstance(rule, str) and rule.startswith(_GROUP) and len(rule) > len(_GROUP):
        return rule
    if isinstance(rule, str) and (rule == EVERYONE or _is_address(rule)):
        return rule.lower()
    raise ValueError(
        f'{rule!r} is no rule: write "*", "anna@example.org", "@example.org" or "group:editors"'
    )


def allow(rules: Iterable[Rule], visitor: Visitor) -> bool:
    """Whether one of the rules lets them.

    >>> allow(["@example.org"], Visitor("1", "anna@example.org"))
    True
    >>> allow(["@example.org"], Visitor("1", "anna@sub.example.org"))
    False
    """
    return any(_allows(rule, visitor) for rule in rules)


def _allows(rule: Rule, visitor: Visitor) -> bool:
    if rule == EVERYONE:
        return True
    if rule.startswith(_GROUP):
        return rule.removeprefix(_GROUP) in visitor.groups
    _, at, domain = visitor.email.rpartition("@")
    return bool(at) and rule in (visitor.email, f"@{domain}")


def _is_address(rule: str) -> bool:
    _, at, domain = rule.rpartition("@")
    return bool(at and domain) and rule.count("@") == 1 and not any(map(str.isspace, rule))
