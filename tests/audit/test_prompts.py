"""Prompts that give their answer away, and labels that say too much or too little."""

from __future__ import annotations

from tests.builders import english

A, B, C, D = (english(n, 200) for n in range(4))


def test_a_target_whose_topic_is_also_a_shot_is_a_leak(findings_of):
    findings = findings_of([("Shot: cats", "one"), ("Target: cats", "two")])
    assert findings["kind"].tolist() == ["leak", "two-texts"]
    leak = findings.iloc[0]
    assert leak["severity"] == "error"
    assert (leak["transcript_id"], leak["other"]) == ("dump.txt:1.2", "dump.txt:1.1")
    assert leak["line"] == 3
    assert "Prompt 1" in leak["message"]


def test_a_leak_says_how_much_of_the_target_stands_in_the_shot(findings_of):
    """100 of its 200 words, from the 101st on."""
    half = " ".join(B.split()[:100] + A.split()[100:])
    findings = findings_of([("Shot: cats", A), ("Target: cats", half)])
    leak = findings.iloc[0]
    assert leak["kind"] == "leak"
    assert 0.495 <= leak["value"] <= 0.51
    assert "50% of the target's words" in leak["message"]
    assert abs(leak["at"] - half.index(" ".join(A.split()[100:]))) <= 1


def test_the_share_of_a_leak_is_counted_to_the_word(findings_of):
    said, own = ([f"{letter}{n}" for n in range(60)] for letter in "xy")
    target = " ".join([*own[:30], *said[:40], *own[30:]])  # 40 of 100 words
    findings = findings_of([("Shot: cats", " ".join(said)), ("Target: cats", target)])
    assert findings["value"].iloc[0] == 0.4
    assert findings["at"].iloc[0] == target.index("x0")


def test_a_target_whose_text_is_also_a_shot_is_worse_and_said_once(findings_of):
    findings = findings_of([("Shot: cats", "same"), ("Target: cats", "same")])
    assert findings["kind"].tolist() == ["copied-target", "copies"]
    assert findings["other"].iloc[0] == "dump.txt:1.1"


def test_passages_of_the_target_in_its_shots_are_told_by_their_share(findings_of):
    quoting = " ".join(A.split()[50:110]) + " " + B
    findings = findings_of([("Shot: cats", A), ("Target: dogs", quoting)])
    assert findings["kind"].tolist() == ["quoted-target"]
    assert abs(findings["value"].iloc[0] - 60 / 260) < 0.01
    assert findings["at"].iloc[0] == 0
    assert "23% of the target's words" in findings["message"].iloc[0]


def test_a_jingle_that_target_and_shot_share_is_not_a_quoted_answer(findings_of):
    jingle = " ".join(C.split()[:25])
    shot, target = f"{jingle} {A} {D}", f"{jingle} {B} {english(9, 100)}"
    assert findings_of([("Shot: cats", shot), ("Target: dogs", target)]).empty


def test_a_label_without_text_leads_to_its_row(findings_of):
    findings = findings_of([("Shot: cats", "one"), ("Target: dogs", "")])
    assert findings["kind"].tolist() == ["missing-text"]
    assert findings["transcript_id"].tolist() == ["dump.txt:1.2"]
    assert findings["subject"].tolist() == ["Prompt 1, target dogs"]
    assert findings["line"].tolist() == [7]


def test_the_same_shots_in_all_prompts_are_one_finding_and_no_copies(findings_of):
    prompts = [
        [("Shot: cats", A), ("Shot: dogs", B), (f"Target: t{n}", english(20 + n, 100))]
        for n in range(4)
    ]
    findings = findings_of(*prompts)
    assert findings["kind"].tolist() == ["same-shots"]
    assert findings["value"].iloc[0] == (200 + 200) * 3
    assert "All 4 prompts have the same 2 shots" in findings["message"].iloc[0]


def test_a_shot_that_one_prompt_lacks_is_a_copy_and_not_the_same_shots(findings_of):
    prompts = [
        [("Shot: cats", A), ("Shot: dogs", B if n else C), (f"Target: t{n}", english(20 + n, 100))]
        for n in range(4)
    ]
    findings = findings_of(*prompts)
    assert findings["kind"].tolist() == ["same-shots", "two-texts", "copies"]
    assert "the same 1 shot:" in findings["message"].iloc[0]
    assert findings["subject"].iloc[2] == "dogs · shot · 2, 3 times"


def test_copies_and_a_text_under_two_labels_are_found(findings_of):
    findings = findings_of(
        [("Shot: cats", "one two"), ("Target: dogs", "two")],
        [("Shot: mice", "one two"), ("Target: birds", "three")],
    ).set_index("kind")
    assert "cats, mice" in findings.loc["two-topics", "message"]
    assert findings.loc["two-topics", "other"] == "dump.txt:2.1"
    assert "2 words are copies" in findings.loc["copies", "message"]
    assert findings.loc["copies", "transcript_id"] == "dump.txt:1.1"


def test_a_label_with_two_texts_leads_to_both(findings_of):
    findings = findings_of(
        [("Shot: cats", "one two"), ("Target: dogs", "three")],
        [("Shot: cats", "four"), ("Target: mice", "five")],
    )
    assert findings["kind"].tolist() == ["two-texts"]
    assert "shot of 2 words, shot of 1 words" in findings["message"].iloc[0]
    assert (findings["transcript_id"].iloc[0], findings["other"].iloc[0]) == (
        "dump.txt:1.1",
        "dump.txt:2.1",
    )
