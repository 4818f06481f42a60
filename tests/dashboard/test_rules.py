"""Who a rule lets in is who it names, and nobody who only looks like them."""

from __future__ import annotations

import pytest

from dashboard.rules import Visitor, allow, checked_rule

ANNA = Visitor("1", "anna@example.org", groups=frozenset({"editors", "anna@example.org"}))


@pytest.mark.parametrize(
    ("rule", "lets_in"),
    [
        ("*", True),
        ("anna@example.org", True),
        ("Anna@Example.ORG", True),
        ("@example.org", True),
        ("group:editors", True),
        ("group:Editors", False),
        ("group:edit", False),
        ("@sub.example.org", False),
        ("@ample.org", False),
        ("@org", False),
        ("nna@example.org", False),
        ("bert@example.org", False),
    ],
)
def test_a_rule_lets_in_whom_it_names(rule, lets_in):
    assert allow([checked_rule(rule)], ANNA) == lets_in
    assert allow(["@nowhere.org", checked_rule(rule)], ANNA) == lets_in


def test_without_a_rule_and_without_an_address_nobody_is_let_in():
    assert not allow([], ANNA)
    for address in ("", "@", "@example.org"):
        assert not allow(["anna@example.org"], Visitor("2", address))
    assert not allow(["@example.org"], Visitor("2", ""))
    # A group that is called like an address is none.
    assert not allow(["anna@example.org"], Visitor("2", groups=ANNA.groups))


@pytest.mark.parametrize("rule", ["", "anna", "group:", "@", "a@", "a b@c.org", "a@b@c", 7, None])
def test_what_is_no_rule_is_refused_with_those_there_are(rule):
    with pytest.raises(ValueError, match="group:editors"):
        checked_rule(rule)
