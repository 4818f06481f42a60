"""An audit that saw nothing does not pass for one that found nothing."""

from __future__ import annotations

import importlib.util

from tests.builders import ROOT

spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
assert spec is not None
assert spec.loader is not None
audit = importlib.util.module_from_spec(spec)
spec.loader.exec_module(audit)

SAFE = {"name": "safe", "version": "1.0", "vulns": []}
FAULTY = {
    "name": "faulty",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"], "aliases": [], "description": ""}],
}
UNKNOWN = {"name": "unknown", "skip_reason": "not found on PyPI"}


def test_a_fault_fails_and_is_named_with_its_remedy():
    code, said = audit.verdict([SAFE, FAULTY, UNKNOWN])
    assert code == 1
    assert said.splitlines() == [
        "audit: 2 packages looked up, 1 known faults; not known there: unknown",
        "faulty 1.0: PYSEC-1, mended in 1.1",
    ]


def test_no_fault_passes_and_nothing_seen_is_said():
    assert audit.verdict([SAFE]) == (0, "audit: 1 packages looked up, 0 known faults")
    assert audit.verdict([UNKNOWN]) == audit.verdict([]) == (0, audit.UNREACHED)
