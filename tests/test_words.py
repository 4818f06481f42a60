"""What a word is, in scripts that part words by spaces and in those that do not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import words
from refrain.fragments import RepeatQuery
from tests.builders import index_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Don’t -- DONT, dont!", ["dont", "dont", "dont"]),
        ("_so_ it's 3.5", ["so_", "its", "3", "5"]),
        ("我们今天讨论机器学习。", ["我们", "今天", "讨论", "机器", "学习"]),
        ("今日は学習について", ["今日", "は", "学習", "について"]),
        ("สวัสดีครับ วันนี้", ["สวัสดี", "ครับ", "วัน", "นี้"]),
        ("GPT模型 is good", ["gpt", "模型", "is", "good"]),
        # The first character is beyond those that UTF-16 writes as one.
        ("𠮷今天讨论机器学习", ["𠮷", "今天", "讨论", "机器", "学习"]),
        # Korean parts its words by spaces.
        ("오늘은 기계 학습", ["오늘은", "기계", "학습"]),
    ],
)
def test_words_as_a_reader_sees_them(text, told):
    assert words.words(text) == told


@given(st.text(st.sampled_from("aB’_ 我们今天讨论。です𠮷ไทย́"), max_size=40) | st.text(max_size=40))
def test_spans_are_in_order_and_spell_the_words(text):
    found, bounds = words.spans(text)
    assert found == words.words(text)
    assert all(a < b for a, b in bounds)
    assert all(a[1] <= b[0] for a, b in pairwise(bounds))
    assert [words.normalise(text[a:b]) for a, b in bounds] == found


def test_repeats_are_found_in_text_without_spaces():
    jingle = "欢迎收听我们的节目今天讨论机器学习"
    index = index_of(f"大家好{jingle}第一集", f"朋友们{jingle}下一个题目")
    found = index.fragments(RepeatQuery(5)).rows
    assert found["passage"].tolist() == [jingle]
