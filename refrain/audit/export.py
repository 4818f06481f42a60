"""A verdict in the formats that programs read: JSON, SARIF 2.1.0 and JUnit XML, and as lines."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pandas as pd

from refrain import wording
from refrain.audit.gate import Verdict, by_severity
from refrain.audit.kinds import FINDING_KINDS
from refrain.corpus import Corpus
from refrain.surrogates import readable

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_INVALID_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_text(verdict: Verdict, corpus: Corpus, path: Path) -> str:
    """A line for each finding, `file:line: severity [kind] message`, and one that sums them up."""
    lines = [
        f"{_place(row, path)}: {row.severity} [{row.kind}] {' '.join(row.message.split())}"
        for row in verdict.findings.itertuples(index=False)
    ]
    return "\n".join([*lines, summary(verdict)]) + "\n"


def summary(verdict: Verdict) -> str:
    """How many findings of each severity there are, and whether the dataset passes."""
    counts = by_severity(verdict.findings)
    said = ", ".join(wording.plural(n, severity) for severity, n in counts.items())
    failing = ", ".join(f"{kind} ({n:,})" for kind, n in verdict.failing.items())
    return f"{said}. " + (f"Fails on {failing}." if failing else "Passes.")


def as_json(verdict: Verdict, corpus: Corpus, path: Path) -> str:
    """An object: path, passes, failing (kind to number), findings (columns as in the audit)."""
    frame = verdict.findings.astype(object).where(verdict.findings.notna(), None)
    content = {
        "path": readable(path),
        "passes": not verdict.failing,
        "failing": verdict.failing,
        "findings": frame.to_dict("records"),
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain_value) + "\n"


def as_sarif(verdict: Verdict, corpus: Corpus, path: Path) -> str:
    """SARIF 2.1.0 (OASIS 2020): a rule for each kind among the findings, a result for each."""
    kinds = list(dict.fromkeys(verdict.findings["kind"]))
    starts = _starts(corpus)
    driver = {"name": "refrain", "version": _version(), "rules": [_rule(kind) for kind in kinds]}
    results = [
        {
            "ruleId": row.kind,
            "ruleIndex": kinds.index(row.kind),
            "level": row.severity,
            "occurrenceCount": row.count,
            "message": {"text": _replace_invalid(row.message)},
            "locations": [{"physicalLocation": _location(row, starts, path)}],
        }
        for row in verdict.findings.itertuples(index=False)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2, default=_plain_value) + "\n"


def as_junit(verdict: Verdict, corpus: Corpus, path: Path) -> str:
    """JUnit XML: a test case for each kind that would fail or was found, failed where it does."""
    rows_by_kind = {str(kind): rows for kind, rows in verdict.findings.groupby("kind", sort=False)}
    kinds = [kind for kind in FINDING_KINDS if kind in verdict.fail_on or kind in rows_by_kind]
    counts = {"tests": str(len(kinds)), "failures": str(len(verdict.failing)), "errors": "0"}
    root = ElementTree.Element("testsuites", {"name": "refrain", **counts})
    suite = ElementTree.SubElement(
        root, "testsuite", {"name": _replace_invalid(corpus.name), **counts}
    )
    for kind in kinds:
        case = ElementTree.SubElement(suite, "testcase", name=kind, classname="refrain.check")
        rows = rows_by_kind.get(kind)
        if rows is None:
            continue
        if kind in verdict.fail_on:
            severity, singular, plural, _ = FINDING_KINDS[kind]
            message = wording.plural(int(rows["count"].sum()), singular, plural)
            case = ElementTree.SubElement(case, "failure", message=message, type=severity)
        else:
            case = ElementTree.SubElement(case, "system-out")
        messages = [f"{_place(row, path)}: {row.message}" for row in rows.itertuples()]
        case.text = _replace_invalid("\n".join(messages))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


FORMATS: dict[str, Callable[[Verdict, Corpus, Path], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "junit": as_junit,
}


def _starts(corpus: Corpus) -> dict[str, int]:
    """By transcript_id: where its text begins; without those that are written in another way than
    where the text appears first, in which places are counted."""
    rows = corpus.transcripts
    first = dict(zip(corpus.texts["text_id"], corpus.texts["text"], strict=True))
    columns = (rows[name] for name in ("transcript_id", "start", "text_id", "text"))
    return {
        transcript_id: start
        for transcript_id, start, text_id, text in zip(*columns, strict=True)
        if pd.isna(text_id) or text == first[text_id]
    }


def _rule(kind: str) -> dict[str, Any]:
    severity, singular, _, advice = FINDING_KINDS[kind]
    return {
        "id": kind,
        "shortDescription": {"text": singular[:1].upper() + singular[1:]},
        "help": {"text": advice},
        "defaultConfiguration": {"level": severity},
    }


def _location(row: Any, starts: dict[str, int], path: Path) -> dict[str, Any]:
    file = _file(row, path)
    uri = file.as_uri() if file.is_absolute() else quote(os.fsencode(file.as_posix()))
    location: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if not pd.isna(row.line):
        # The line where the text begins; the exact place is an offset in the decoded file.
        location["region"] = {"startLine": int(row.line)}
        if not pd.isna(row.at) and row.transcript_id in starts:
            location["properties"] = {"charOffset": int(starts[row.transcript_id] + row.at)}
    return location


def _place(row: Any, path: Path) -> str:
    line = "" if pd.isna(row.line) else f":{row.line}"
    # A line end in a file's name would begin a line of its own.
    return " ".join(f"{readable(_file(row, path))}{line}".splitlines())


def _file(row: Any, path: Path) -> Path:
    """The file of a finding, as the path was given; the path itself for the whole dataset."""
    if pd.isna(row.source) or not path.is_dir():
        return path
    return path / str(row.source)


def _replace_invalid(text: str) -> str:
    """The text with U+FFFD for each character that XML does not allow."""
    return _INVALID_IN_XML.sub("\ufffd", text)


def _plain_value(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else str(value)


def _version() -> str:
    try:
        return version("refrain")
    except PackageNotFoundError:
        return "0"
