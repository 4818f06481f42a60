"""Texts that break off in the middle of a sentence."""

from __future__ import annotations

import pytest

from refrain import audit
from tests.builders import corpus_of, english, topics_of

HINDI = "हम आज बाज़ार गए और वहाँ से फल लाए। " * 2 + "फिर सब लोग घर आए और खाना खाया। मौसम अच्छा था। "
CHINESE = "我们今天讨论机器学习的模型。大家觉得这个问题非常有意思。因为数据很多。"
ARABIC = "ذهبنا اليوم إلى السوق. اشترينا الفواكه والخضروات. هل كان الجو جميلا؟ نعم. "


def truncated(corpus) -> list[str]:
    findings = audit.findings(corpus)
    return findings.loc[findings["kind"] == "truncated", "transcript_id"].tolist()


@pytest.mark.parametrize(
    ("whole", "cut"),
    [
        (HINDI, "और हम फिर"),
        (CHINESE, "但是我们"),
        (ARABIC, "ثم ذهبنا إلى"),
        (english(1, 240), "and we"),
    ],
)
def test_a_text_that_breaks_off_is_found_in_any_script(whole, cut):
    assert truncated(corpus_of(whole)) == []
    findings = audit.findings(corpus_of(f"{whole} {cut}"))
    assert findings["kind"].tolist() == ["truncated"]
    assert f"{cut}”" in findings["message"].iloc[0]


def test_a_text_may_lack_the_full_stop_after_words_that_often_end_a_sentence():
    """`soon` ends 15 of 30 sentences, `to the` none."""
    talk = " ".join(
        f"{english(n, 11, sentences=False).capitalize()} talk to the people {'soon' * (n % 2)}."
        for n in range(60)
    )
    texts = [talk + end for end in ("", " See you soon", " And then we talk to the")]
    assert truncated(corpus_of(*texts)) == ["2.txt"]
    findings = audit.findings(corpus_of(*texts)).set_index("kind")
    assert findings.loc["truncated", "message"].endswith(
        "Elsewhere “to the” ends a sentence in 0 of 180 places."
    )


def test_where_most_texts_of_a_topic_end_without_punctuation_none_is_truncated():
    whole = [("whole", english(n, 240)) for n in range(4)]
    raw = [("raw", english(10 + n, 240) + " and so betw") for n in range(3)]
    one_whole = ("raw", english(20, 240))
    cut = ("whole", english(30, 240) + " and so betw")
    assert truncated(topics_of(*whole, *raw, one_whole, cut)) == ["8.txt"]
    # Three are too few to have a habit: all texts together have none.
    assert len(truncated(topics_of(*whole, *raw, cut))) == 4
    assert truncated(topics_of(*raw, *raw[:0], ("x", english(40, 240)))) == []


def test_what_is_not_punctuated_may_end_anywhere():
    assert truncated(corpus_of(english(1, 240, sentences=False) + " and so we")) == []
    assert truncated(corpus_of("我们今天讨论机器学习的模型" * 30)) == []
