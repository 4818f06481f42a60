"""The audit finds what is wrong, says it in a sentence, and knows where it is."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import refrain
from refrain import audit, loader
from tests.builders import DATA, corpus_of, english

SOURCES = DATA / "sources"
AUDIT = Path(audit.__file__).parent
LOADER = Path(loader.__file__).parent


def test_the_gravest_come_first_and_a_clean_corpus_has_none(findings_of):
    first, second = [("Shot: cats", "one"), ("Target: dogs", "two")], [("Shot: cats", "one")]
    findings = findings_of(first, [*second, ("Target: cats", "three")])
    assert findings["severity"].tolist() == ["error", "note", "note"]
    assert findings["kind"].tolist() == ["leak", "two-texts", "copies"]
    assert audit.findings(corpus_of()).empty
    assert findings_of([("Shot: a", "x"), ("Target: b", "y")]).empty
    assert audit.findings(corpus_of(*(english(n, 300) for n in range(12)))).empty


def test_a_finding_about_a_text_leads_to_its_first_appearance(findings_of):
    broken = [("Shot: a", "...!"), ("Target: b", "y")]
    findings = findings_of([("Shot: c", "x"), ("Target: d", "z")], broken, broken)
    row = findings[findings["kind"] == "no-words"].iloc[0]
    assert (row["transcript_id"], row["line"]) == ("dump.txt:2.1", 11)


def test_columns_have_their_types_even_without_findings():
    empty, some = audit.findings(corpus_of()), audit.findings(corpus_of("...", "..."))
    assert list(empty.columns) == list(some.columns) == list(audit.COLUMNS)
    assert some["severity"].dtype == empty["severity"].dtype
    assert some["at"].dtype == empty["at"].dtype == "Int64"


def test_what_the_audit_finds_on_the_podcasts_is_true(podcasts_path):
    """82 whole episodes: one has entities in it, one really is seven times shorter than the
    median, and that is all."""
    findings = audit.findings(refrain.load(podcasts_path))
    assert findings["kind"].tolist() == ["left-markup", "outlying-length", "skipped-file"]
    assert findings["message"].iloc[0].endswith("has 520 HTML entities, such as “&#39;”.")
    # Of the 1,047 words between white space, labels and time marks are not said.
    assert findings["value"].to_list()[:2] == [520, 1_013]


def test_what_is_wrong_with_the_real_prompts_is_found(fewshot_path):
    findings = audit.findings(refrain.load(fewshot_path))
    places = findings.groupby("kind")["transcript_id"].agg(list)
    assert places["leak"] == [f"fewshot-transcripts.txt:{n}.3" for n in (2, 5)]
    assert places["missing-text"] == [f"fewshot-transcripts.txt:{n}.3" for n in (4, 7)]
    stitched = findings[findings["kind"] == "stitched"]
    assert len(stitched) == 7
    assert (stitched["value"] >= 6).all()


def test_the_sources_of_the_sample_have_one_loop_and_nothing_else():
    findings = audit.findings(refrain.load(SOURCES))
    assert findings["kind"].tolist() == ["loop"]
    text = refrain.load(SOURCES).transcripts.set_index("transcript_id")["text"]
    loop = findings.iloc[0]
    assert text[loop["transcript_id"]][loop["at"] :].startswith("so what happens here is so what")


def named(folder: Path) -> str:
    return "".join(path.read_text() for path in folder.rglob("*.py") if path.stem != "kinds")


@pytest.mark.parametrize("kind", audit.FINDING_KINDS)
def test_every_kind_that_is_explained_is_found_by_something(kind):
    assert f'"{kind}"' in named(AUDIT) + named(LOADER)


def test_an_index_at_hand_gives_the_same(tmp_path):
    whole = refrain.load(SOURCES)
    index = refrain.fragments.FragmentIndex.build(whole.transcripts)
    pd.testing.assert_frame_equal(audit.findings(whole, index), audit.findings(whole))
