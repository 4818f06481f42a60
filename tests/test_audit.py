"""The audit finds what is wrong, says it in a sentence, and knows where it is."""

from __future__ import annotations

import pandas as pd

from refrain import audit, loader
from refrain.corpus import Corpus

FENCE = "#####"


def dump(*prompts: list[tuple[str, str]]) -> str:
    """Prompts of (label, text) pairs as a dump; an empty text is left out."""
    lines = []
    for prompt in prompts:
        for _, text in prompt:
            lines += [text, ""] if text else []
        for label, _ in prompt:
            lines += [FENCE, label, FENCE]
    return "\n".join(lines)


def findings(tmp_path, text: str) -> pd.DataFrame:
    path = tmp_path / "dump.txt"
    path.write_text(text)
    return audit.findings(loader.load(path))


def test_a_target_whose_topic_is_also_a_shot_is_a_leak(tmp_path):
    found = findings(tmp_path, dump([("Shot: cats", "one"), ("Target: cats", "two")]))
    assert found["kind"].tolist() == ["leak"]
    assert found["severity"].tolist() == ["error"]
    assert found["transcript_id"].tolist() == ["dump.txt:1.2"]
    assert found["line"].tolist() == [3]
    assert "Prompt 1" in found["message"][0]


def test_a_target_whose_text_is_also_a_shot_is_worse_and_said_once(tmp_path):
    found = findings(tmp_path, dump([("Shot: cats", "same"), ("Target: cats", "same")]))
    assert found["kind"].tolist() == ["copied-target", "copies"]


def test_a_label_without_text_leads_to_its_row(tmp_path):
    found = findings(tmp_path, dump([("Shot: cats", "one"), ("Target: dogs", "")]))
    assert found["kind"].tolist() == ["missing-text"]
    assert found["transcript_id"].tolist() == ["dump.txt:1.2"]
    assert found["subject"].tolist() == ["Prompt 1, target dogs"]
    assert found["line"].tolist() == [7]


def test_copies_and_a_text_under_two_labels_are_found(tmp_path):
    text = dump(
        [("Shot: cats", "one two"), ("Target: dogs", "two")],
        [("Shot: mice", "one two"), ("Target: birds", "three")],
    )
    found = findings(tmp_path, text).set_index("kind")
    assert "cats, mice" in found.loc["two-topics", "message"]
    assert "2 words are copies" in found.loc["copies", "message"]
    assert found.loc["copies", "transcript_id"] == "dump.txt:1.1"


def test_the_gravest_come_first_and_a_clean_corpus_has_none(tmp_path):
    text = dump(
        [("Shot: cats", "one"), ("Target: dogs", "two")],
        [("Shot: cats", "one"), ("Target: cats", "three")],
    )
    assert findings(tmp_path, text)["severity"].tolist() == ["error", "note"]
    assert audit.findings(Corpus.of("empty", [])).empty
    assert findings(tmp_path, dump([("Shot: a", "x"), ("Target: b", "y")])).empty


def test_every_kind_of_problem_the_loader_reports_is_explained():
    source = "".join(path.read_text() for path in loader_files())
    for kind in audit.KINDS:
        name = f'"{kind}"'
        own = kind in {"leak", "copied-target", "two-topics", "copies"}
        assert own or name in source, f"{kind} is explained, but nothing reports it"


def loader_files():
    from pathlib import Path

    return sorted(Path(loader.__file__).parent.glob("*.py"))
