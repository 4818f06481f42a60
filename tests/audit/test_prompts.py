"""Prompts that give their answer away, and labels that say too much or too little."""

from __future__ import annotations

import pytest

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


SAME_TEXT = [
    ("So we went home.", "So we went home", "punctuation"),
    ("So we went home", "so we WENT home", "case"),
    ("So we  went home", "So we went home", "spaces"),
    ("Élan à Việt", "E\u0301lan a\u0300 Vi\u1ec7t", "Unicode form"),
    ("हम घर आए।", "हम घर आए", "punctuation"),
    ("我们今天回家。", "我们今天回家", "punctuation"),
    ("ذهبنا إلى البيت.", "ذهبنا إلى البيت", "punctuation"),
]


@pytest.mark.parametrize(("shot", "target", "difference"), SAME_TEXT)
def test_a_target_that_is_its_shot_in_another_spelling_is_a_copied_answer(
    shot, target, difference, findings_of
):
    findings = findings_of([("Shot: cats", shot), ("Target: dogs", target)])
    kinds = findings["kind"].tolist()
    assert kinds == ["copied-target", "two-topics", "copies"]
    assert f"word for word a shot, but for {difference}." in findings["message"][0]
    assert f"appears 2 times, the same but for {difference}:" in findings["message"][2]


@pytest.mark.parametrize(
    ("shot", "target", "difference"),
    [
        ("React", "react", "case"),
        ("Café", "Cafe\u0301", "Unicode form"),
        ("few-shot", "few shot", "punctuation"),
        ("ガイド", "カ\u3099イト\u3099", "Unicode form"),
        ("STRASSE", "Straße", "case"),
    ],
)
def test_a_label_in_another_spelling_is_a_leak(shot, target, difference, findings_of):
    findings = findings_of([(f"Shot: {shot}", A), (f"Target: {target}", B)])
    assert findings["kind"].tolist() == ["leak", "label-spellings", "two-texts"]
    leak = findings["message"][0]
    assert f"its target, {target}, is also a shot, {shot}: the same, but for {difference}." in leak
    assert f"the same, but for {difference}: they count as one" in findings["message"][1]


@pytest.mark.parametrize(
    ("shot", "target"),
    [("A+", "A"), ("C", "C++"), ("1", "2"), ("កា", "កូ"), ("А", "A"), ("🍎", "🍊")],
)
def test_labels_that_differ_in_a_sign_a_number_a_mark_or_a_script_are_no_leak(
    shot, target, findings_of
):
    assert findings_of([(f"Shot: {shot}", A), (f"Target: {target}", B)]).empty


def test_texts_without_words_are_the_same_only_where_they_are_written_alike(findings_of):
    findings = findings_of([("Shot: cats", "!!!"), ("Target: dogs", "???")])
    assert set(findings["kind"]) == {"no-words"}
    assert (
        "copied-target"
        in findings_of([("Shot: cats", "!!!"), ("Target: dogs", "!!!")])["kind"].tolist()
    )


def test_of_two_shots_with_the_text_of_the_target_the_equal_one_is_named(findings_of):
    findings = findings_of(
        [("Shot: cats", "SO IT IS"), ("Shot: mice", "So it is"), ("Target: dogs", "So it is")]
    )
    assert "word for word a shot." in findings["message"][0]
    assert findings["other"][0] == "dump.txt:1.2"


def noisy(text: str, every: int) -> str:
    """A text as another recogniser might have heard it: of `every` few words one is changed, missed
    or added, and now and then five in a row are lost."""
    words = text.split()
    heard = []
    for n, word in enumerate(words):
        if n % 60 < 5:
            continue
        if n % every == 0:
            heard += [[f"other{n}"], [], [word, "uh"]][n // every % 3]
        else:
            heard.append(word)
    return " ".join(heard)


def test_a_target_that_was_transcribed_anew_is_a_copied_answer(findings_of):
    target = noisy(A, every=5)
    findings = findings_of([("Shot: cats", D), ("Shot: dogs", A), ("Target: mice", target)])
    assert findings["kind"].tolist() == ["copied-target"]
    assert findings["other"].tolist() == ["dump.txt:1.2"]
    assert 0.7 <= findings["value"][0] <= 0.95
    share = f"{findings['value'][0]:.0%} of its words."
    assert findings["message"][0].endswith(f"its target is nearly word for word a shot: {share}")


def test_a_leak_says_that_its_target_is_nearly_the_shot(findings_of):
    findings = findings_of([("Shot: cats", A), ("Target: cats", noisy(A, every=5))])
    assert findings["kind"].tolist() == ["leak", "two-texts"]
    assert "Its target is nearly word for word a shot: " in findings["message"][0]


def test_a_noisy_passage_of_a_target_is_quoted_and_no_copy(findings_of):
    target = f"{B} {noisy(' '.join(A.split()[50:150]), every=6)}"
    findings = findings_of([("Shot: cats", f"{A} {D}"), ("Target: dogs", f"{target}.")])
    assert findings["kind"].tolist() == ["quoted-target"]
    assert "that are nearly the same" in findings["message"][0]
    assert abs(findings["at"][0] - len(B)) < 60


def test_a_target_that_is_a_noisy_part_of_its_shot_is_quoted_and_no_copy(findings_of):
    findings = findings_of([("Shot: cats", f"{A} {B}"), ("Target: dogs", noisy(A, every=6))])
    assert findings["kind"].tolist() == ["quoted-target"]
