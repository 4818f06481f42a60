"""What a word is, in scripts that part words by spaces and in those that do not."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import words
from refrain.fragments import RepeatQuery
from tests.builders import index_of

COMPARED = [
    ("Don’t -- DONT, dont!", ["dont", "dont", "dont"]),
    ("_so_ it's 3.5", ["so", "its", "3.5"]),
    ("我们今天讨论机器学习。", ["我们", "今天", "讨论", "机器", "学习"]),
    ("今日は学習について", ["今日", "は", "学習", "について"]),
    ("สวัสดีครับ วันนี้", ["สวัสดี", "ครับ", "วัน", "นี้"]),
    ("GPT模型 is good", ["gpt", "模型", "is", "good"]),
    # The first character is beyond those that UTF-16 writes as one.
    ("𠮷今天讨论机器学习", ["𠮷", "今天", "讨论", "机器", "学习"]),
    # Korean parts its words by spaces.
    ("오늘은 기계 학습", ["오늘은", "기계", "학습"]),
]


@pytest.mark.parametrize(("text", "compared"), COMPARED)
def test_words_as_a_reader_sees_them(text, compared):
    assert words.words(text) == compared


@pytest.mark.parametrize(
    ("text", "as_they_stand"),
    [
        # Marks: Khmer, Burmese, Lao, Tibetan, Hindi, Tamil, Arabic, Hebrew, Vietnamese decomposed.
        ("កា កូ", ["កា", "កូ"]),
        ("မြန်မာစကား", ["မြန်မာ", "စကား"]),
        ("ພາສາລາວ", ["ພາສາ", "ລາວ"]),
        ("བོད་སྐད་", ["བོད", "སྐད"]),
        ("वे आए। फिर गए॥", ["वे", "आए", "फिर", "गए"]),
        ("தமிழ் மொழி", ["தமிழ்", "மொழி"]),
        ("السَّلامُ عَلَيكم، يا", ["السَّلامُ", "عَلَيكم", "يا"]),
        ("שָׁלוֹם עֲלֵיכֶם", ["שָׁלוֹם", "עֲלֵיכֶם"]),
        ("tie\u0302\u0301ng Vie\u0323\u0302t", ["tie\u0302\u0301ng", "Vie\u0323\u0302t"]),
        # Format characters stay inside, and begin and end nothing; U+200B parts.
        ("\u00adso\u00adft\u00ad \u2060a\u2060b\u2060", ["so\u00adft", "a\u2060b"]),
        ("نمی\u200cخواهم", ["نمی\u200cخواهم"]),
        ("word\u200bword", ["word", "word"]),
        ("我\u2060们今\u00ad天", ["我\u2060们", "今\u00ad天"]),
        # Left out vowels part words, English contractions do not.
        ("l’huile, d’accord", ["l", "huile", "d", "accord"]),
        ("C’EST qu'il n'y l’école", ["C", "EST", "qu", "il", "n", "y", "l", "école"]),
        ("jusqu’à aujourd’hui, d'aujourd'hui", ["jusqu", "à", "aujourd’hui", "d", "aujourd'hui"]),
        ("dell’anno un'altra d'un'amica", ["dell", "anno", "un", "altra", "d", "un", "amica"]),
        ("l'home s'ha n'hi", ["l", "home", "s", "ha", "n", "hi"]),
        ("don't y'all c'mon d'you", ["don't", "y'all", "c'mon", "d'you"]),
        ("O'Brien rock'n'roll all's we'd've", ["O'Brien", "rock'n'roll", "all's", "we'd've"]),
        ("м'я п’ять", ["м'я", "п’ять"]),
        # Hyphens: one at the end of a line joins, between letters, and before no capital.
        ("inter-\nnational", ["inter-\nnational"]),
        ("wunder\u00ad\r\n  bar über‐\nall", ["wunder\u00ad\r\n  bar", "über‐\nall"]),
        (
            "in-\nNew 1-\n2 go-\n\non a -\nb well-known",
            ["in", "New", "1", "2", "go", "on", "a", "b", "well", "known"],
        ),
        # Numbers, points between letters, quotation marks in Hebrew.
        ("3.14 1,000.5 v1.2.x ١٬٠٠٠ 5.", ["3.14", "1,000.5", "v1.2", "x", "١٬٠٠٠", "5"]),
        ("col·lega a·1 ·b", ["col·lega", "a", "1", "b"]),
        ('צה"ל צה״ל "של" a"b', ['צה"ל', "צה״ל", "של", "a", "b"]),
        # Languages with signs in their names.
        ("C++ and C#, F#.", ["C++", "and", "C#", "F#"]),
        (".NET ASP.NET vb.Net", [".NET", "ASP", ".NET", "vb", ".Net"]),
        ("(.net) slideshare.net ..NET", [".net", "slideshare", "net", "NET"]),
        ("C++11 C++로 我用C#写", ["C++", "11", "C++", "로", "我", "用", "C#", "写"]),
        ("notepad++ C+++ C#m #c a#1 C#'s", ["notepad", "C", "C", "m", "c", "a", "1", "C#", "s"]),
        ("so_ a_b __c__", ["so", "a_b", "c"]),
    ],
)
def test_where_words_begin_and_end(text, as_they_stand):
    assert [text[start:end] for start, end in words.bounds(text)] == as_they_stand


@pytest.mark.parametrize(
    "spellings",
    [
        ("don't", "don’t", "DONT", "DonʼT", "don＇t"),
        ("Straße", "STRASSE", "strasse"),
        ("İstanbul", "istanbul", "ISTANBUL", "I\u0307stanbul", "I\u034f\u0307stanbul"),
        ("ὁδός", "ὉΔΌΣ", "ὁδόσ"),
        ("が", "か\u3099", "ｶﾞ".translate({ord("ｶ"): "か", ord("ﾞ"): "\u3099"})),
        ("so\u00adft", "soft", "so\u200bft".replace("\u200b", "\u2060"), "SOFT"),
        ("نمی\u200cخواهم", "نمیخواهم"),
        ("inter-\nnational", "international", "inter\u00ad\nnational"),
        ('צה"ל', "צה״ל"),
        ("ג׳ורג׳", "ג'ורג׳"),
        ("ﬁne", "FINE"),
        ("C#", "c#"),
    ],
)
def test_spellings_that_compare_as_one_word(spellings):
    assert len({words.normalise(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("កា", "កូ"), ("C++", "C"), ("C#", "C"), (".NET", "net"), ("3.5", "35"), ("ı", "i")],
)
def test_words_that_differ(one, other):
    assert words.normalise(one) != words.normalise(other)


@pytest.mark.parametrize("text", ["が", "データ分析", "が、ドア。デザインが違う"])
def test_decomposed_kana_are_cut_as_composed_ones_are(text):
    decomposed = unicodedata.normalize("NFD", text)
    assert words.words(decomposed) == words.words(text)
    standing = [decomposed[start:end] for start, end in words.bounds(decomposed)]
    assert [unicodedata.normalize("NFC", word) for word in standing] == [
        text[start:end] for start, end in words.bounds(text)
    ]


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("Straße", "Straße"),
        ("Inter-\nnational", "International"),
        ("so\u00adft", "soft"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("cafe\u0301", "café"),
        ("don’t", "don’t"),
    ],
)
def test_a_word_is_shown_as_it_is_written(word, shown):
    assert words.as_written(word) == shown
    assert words.normalise(shown) == words.normalise(word)


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 0), ("— … ½ 3.14", 2), ("我们今天讨论机器学习", 5), ("**Ann:** so [1:02] it is", 3)],
)
def test_words_are_counted_by_the_same_rule(text, number):
    assert words.count(text) == len(words.words(text)) == number


def test_what_nobody_says_is_no_word_and_can_be_had():
    text = "**Ann Lee:** So. [00:01:02] Yes."
    assert words.words(text) == ["so", "yes"]
    assert words.words(text, include_unspoken=True) == ["ann", "lee", "so", "00", "01", "02", "yes"]
    assert len(words.mask_unspoken(text)) == len(text)


ANY_SCRIPT = (
    st.text(st.sampled_from("aB’_ 我们今天讨论。です𠮷ไทย́"), max_size=40)
    | st.text(st.sampled_from('l’h.1C+#N-\n\u00adがか\u3099ងាក·"א'), max_size=40)
    | st.text(max_size=40)
)


@given(ANY_SCRIPT)
def test_spans_are_in_order_and_spell_the_words(text):
    spelled, bounds = words.spans(text)
    assert spelled == words.words(text)
    assert all(a < b for a, b in bounds)
    assert all(a[1] <= b[0] for a, b in pairwise(bounds))
    assert [words.normalise(text[a:b]) for a, b in bounds] == spelled
    assert all(spelled)
    assert words.count(text) == len(spelled)


@given(ANY_SCRIPT)
def test_what_a_word_compares_as_and_shows_compares_alike(text):
    for start, end in words.bounds(text):
        word = text[start:end]
        compared = words.normalise(word)
        assert words.normalise(compared) == compared
        assert words.normalise(words.as_written(word)) == compared


@given(ANY_SCRIPT)
def test_every_letter_and_digit_that_is_said_is_in_a_word(text):
    covered = {at for start, end in words.bounds(text) for at in range(start, end)}
    masked = words.mask_unspoken(text)
    alone = {at for at, letter in enumerate(masked) if letter.isalnum() and letter != "ʼ"} - covered
    assert not alone


@given(
    st.text(st.sampled_from("aßİжωن한क"), min_size=2),
    st.sampled_from("\u00ad\u200c\u200d\u2060\u200f\ufeff"),
)
def test_format_characters_change_no_word(text, character):
    assert words.words(character.join(text)) == words.words(text)


@pytest.mark.parametrize(
    "text",
    ["我们今天讨论机器学习" * 300_000, "我" * 3_000_000, "ก" * 3_000_000, "か\u3099" * 1_000_000],
    ids=["Chinese", "one character", "Thai", "decomposed"],
)
def test_a_run_of_three_megabytes_without_spaces_is_cut(text):
    """Were it quadratic, this test would not end."""
    assert words.count(text) > 0


def test_repeats_are_found_in_text_without_spaces():
    jingle = "欢迎收听我们的节目今天讨论机器学习"
    index = index_of(f"大家好{jingle}第一集", f"朋友们{jingle}下一个题目")
    found = index.fragments(RepeatQuery(5)).rows
    assert found["passage"].tolist() == [jingle]
