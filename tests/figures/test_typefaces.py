"""Clouds speak every script: each letter has a shape, joined and ordered as it is read."""

from __future__ import annotations

import io
import unicodedata
from itertools import combinations

import numpy as np
import pytest
from PIL import Image

from refrain.figures.cloud_layout import SMALLEST, lay_out
from refrain.figures.clouds import Cloud
from refrain.figures.typefaces import EM, Outline, Typesetter

WORDS = {
    "Russian": "вода двигатель съёмка объявление йога",
    "Ukrainian": "їжак ґанок Європа",
    "Greek": "θάλασσα άνθρωπος ὕδωρ Έλληνας",
    "Vietnamese": "nước người được những tiếng Việt phở quyển đường",
    "German": "Straße Größe Übergang GROẞ",
    "Turkish": "İstanbul ılık şeker dağ",
    "Czech": "příliš žluťoučký kůň",
    "Arabic": "كورونا المدرسة العربية السَّلامُ ٢٠٢٠",
    "Persian": "می‌خواهم کتاب‌ها گفتگو",
    "Urdu": "ہے پاکستان ٹھیک",
    "Hebrew": "ירושלים עִבְרִית צה״ל",
    "Hindi": "विज्ञान क्षेत्र श्री हिन्दी राष्ट्र",
    "Bengali": "বিজ্ঞান ক্ষেত্র স্ত্রী",
    "Gujarati": "ગુજરાતી",
    "Punjabi": "ਪੰਜਾਬੀ",
    "Oriya": "ଓଡ଼ିଆ",
    "Tamil": "தமிழ் மொழி ஸ்ரீ",
    "Telugu": "తెలుగు",
    "Kannada": "ಕನ್ನಡ",
    "Malayalam": "മലയാളം",
    "Sinhala": "සිංහල ශ්‍රී",
    "Thai": "ภาษาไทย น้ำ ที่นี่",
    "Lao": "ລາວ ພາສາ",
    "Khmer": "ភាសាខ្មែរ ប្រវត្តិសាស្ត្រ",
    "Burmese": "မြန်မာ ကျွန်တော်",
    "Georgian": "საქართველო ისტორია",
    "Armenian": "Հայաստան պատմություն",
    "Amharic": "ኢትዮጵያ ታሪክ",
    "Chinese": "机器学习 發動機 𠮷",
    "Japanese": "機械学習 データ ひらがな",
    "Korean": "한국어 國語",
    "mixed": "AI机器学习 C++ Straße-улица हिन्दी2020",
    "decomposed": unicodedata.normalize("NFD", "Café nước Йога が"),
}


def one(word: str, *others: str) -> Outline:
    outline = Typesetter([word, *others]).outline(word)
    assert outline is not None
    return outline


def letters(outline: Outline) -> list[int]:
    return [glyph.number for glyph in outline.glyphs]


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_each_letter_of_each_script_has_a_shape(words):
    weights = {word: 1.0 + n for n, word in enumerate(words.split())}
    cloud = Cloud.of(weights, "#3B82C4", width=420, height=260)
    assert {placed.word for placed in cloud.words} == set(weights)
    assert cloud.without_font == cloud.without_room == []
    for placed in cloud.words:
        assert 0 not in letters(placed.outline)  # the box that stands for what a font lacks
    assert all(word in cloud.svg() for word in weights)
    ink = np.asarray(Image.open(io.BytesIO(cloud.png())))[:, :, 3] > 128
    for placed in cloud.words:  # every glyph is where it is said to be
        for box in placed.outline.boxes:
            scale = 2 * placed.size / EM
            left, right = (int(2 * placed.x + x * scale) for x in (box.left, box.right))
            top, bottom = (int(2 * placed.y + y * scale) for y in (box.top, box.bottom))
            assert ink[top : bottom + 1, left : right + 1].any(), placed.word


@pytest.mark.parametrize(
    ("word", "from_left"),
    [
        ("אב", ["ב", "א"]),
        ("אב 20", ["2", "0", " ", "ב", "א"]),
        ("ab אב", ["a", "b", " ", "ב", "א"]),
        ("אב ab", ["a", "b", " ", "ב", "א"]),
        ("אב-גד", ["ד", "ג", "-", "ב", "א"]),
        ("2020", ["2", "0", "2", "0"]),
    ],
)
def test_what_runs_to_the_left_begins_at_the_right(word, from_left):
    for glyph, character in zip(letters(one(word)), from_left, strict=True):
        if character not in " -":  # these have a shape in each font
            assert [glyph] == letters(one(character))


def test_joined_scripts_are_joined():
    joined = letters(one("سلام"))
    alone = [letters(one(letter))[0] for letter in "سلام"]
    assert not set(joined) & set(alone[:3])  # the last stands alone in the word, too
    assert len(letters(one("क्ष"))) == 1
    # The vowel sign that is written after its consonant stands before it.
    assert letters(one("कि"))[1] == letters(one("क"))[0]


def test_a_zero_width_joiner_or_soft_hyphen_is_not_seen():
    assert one("Donau\u00addampfer").width == one("Donaudampfer").width
    assert one("کتاب‌ها").width > one("کتابها").width  # this one keeps two letters apart


def test_han_characters_are_written_as_the_language_of_the_cloud_writes_them():
    chinese, japanese, korean = (
        one("骨直海", other).glyphs[0].path for other in ("学习", "ひらがな", "한국어")
    )
    assert chinese != japanese
    assert one("骨直海", "カタカナ", "한국어").glyphs[0].path == japanese
    assert korean


def test_one_cloud_has_one_latin_font():
    words = ["water", "nước", "вода"]
    assert len({one(word, *words).glyphs[0].font for word in words}) == 1
    assert one("water", "вода").glyphs[0].font != one("вода", "water").glyphs[0].font


def test_what_no_font_has_is_left_out_and_named():
    cloud = Cloud.of({"ᏣᎳᎩ": 3, "water": 2, "a\U000f0000": 1}, "#3B82C4")
    assert [placed.word for placed in cloud.words] == ["water"]
    assert cloud.without_font == ["ᏣᎳᎩ", "a\U000f0000"]
    assert "ᏣᎳᎩ" not in cloud.svg()
    assert Cloud.of({"ᏣᎳᎩ": 3}, "#3B82C4").png() == b""


def test_what_finds_no_room_is_left_out_and_named_and_the_rest_is_drawn():
    long = "word" * 1_000_000  # a text without spaces
    layout = lay_out({long: 9.0, "water": 3.0, "river": 2.0}, 300, 200)
    assert layout.without_room == [long]
    assert [placed.word for placed in layout.placed] == ["water", "river"]
    full = lay_out({f"word{n}": 1.0 for n in range(300)}, 200, 100)
    assert full.without_room
    assert len(full.placed) + len(full.without_room) == 300


def test_no_word_is_on_another_or_beyond_the_picture_and_size_follows_weight():
    weights = {word: 1 + n for n, word in enumerate(" ".join(WORDS.values()).split()[:60])}
    layout = lay_out(weights, 640, 380)
    inks = []
    for placed in layout.placed:
        scale = placed.size / EM
        for box in placed.outline.boxes:
            left, right = placed.x + box.left * scale, placed.x + box.right * scale
            top, bottom = placed.y + box.top * scale, placed.y + box.bottom * scale
            assert 0 <= left <= right <= 640
            assert 0 <= top <= bottom <= 380
            inks.append((placed.word, left, top, right, bottom))
    for one_ink, other in combinations(inks, 2):
        if one_ink[0] != other[0]:
            assert (
                one_ink[3] <= other[1]
                or other[3] <= one_ink[1]
                or one_ink[4] <= other[2]
                or other[4] <= one_ink[2]
            )
    sizes = [placed.size for placed in layout.placed]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= SMALLEST
