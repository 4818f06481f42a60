"""`refrain check --against`: a test set that a dataset must share nothing with."""

from __future__ import annotations

import json

import pytest

from tests.builders import english

A, B, C = (english(seed, 100) for seed in range(3))


@pytest.fixture
def folders(tmp_path):
    """A dataset of two talks, and a test set that has 30 of the 100 words of one."""
    for name, files in {
        "talks": {"one.txt": A, "two.txt": B},
        "tests": {"asked.txt": f"{C} {' '.join(A.split()[24:54])}"},
        "others": {"other.txt": C},
        "nothing": {"empty.txt": " "},
    }.items():
        (tmp_path / name).mkdir()
        for file, text in files.items():
            (tmp_path / name / file).write_text(text)
    return {folder.name: str(folder) for folder in tmp_path.iterdir()}


def test_what_is_shared_fails_and_is_named_with_its_passage(run, folders):
    code, out, err = run(
        "check", folders["talks"], "--against", folders["tests"], "--format", "json"
    )
    assert code == 1
    (finding,) = [one for one in json.loads(out)["findings"] if one["kind"] == "contaminated"]
    assert finding["source"] == "one.txt"
    assert finding["value"] == 0.3
    assert "one shares 30% of its words (30 of 100) with tests, in 1 passage" in finding["message"]
    assert A[finding["at"] :].startswith(" ".join(A.split()[24:54]))
    assert "1 of 2 texts share passages with 1 of its 1 text, 30 words (15%)" in err


def test_every_reference_is_compared_and_one_that_shares_nothing_is_told(run, folders):
    code, out, err = run(
        "check", folders["talks"], "--against", folders["others"], "--against", folders["tests"]
    )
    assert code == 1
    assert out.count("[contaminated]") == 1
    assert "Compared with others: 0 of 2 texts" in err


def test_a_share_that_is_allowed_passes(run, folders):
    allowed = ("--max-shared", "0.3", "--fail-on", "none")
    assert run("check", folders["talks"], "--against", folders["tests"], *allowed)[0] == 0


def test_a_reference_without_words_is_no_pass(run, folders):
    code, _, err = run("check", folders["talks"], "--against", folders["nothing"])
    assert code == 2
    assert "Nothing was compared: “nothing” has no transcript with words" in err


def test_sarif_names_the_rule_and_the_place(run, folders):
    _, out, _ = run("check", folders["talks"], "--against", folders["tests"], "--format", "sarif")
    results = [r for r in json.loads(out)["runs"][0]["results"] if r["ruleId"] == "contaminated"]
    (place,) = [result["locations"][0]["physicalLocation"] for result in results]
    assert place["artifactLocation"]["uri"].endswith("talks/one.txt")
    assert place["region"] == {"startLine": 1}
