"""Encodings: what people save files in is read, and a guess is always said to be one."""

from __future__ import annotations

import pytest

from refrain.loader.decoding import decode
from refrain.loader.encodings import readings

SPOKEN = {
    "German": "Das Mädchen hört über die Straße Grüße aus Köln; später käme er, sagte Jürgen. ",
    "French": "L’élève a dit “déjà vu” au café, après l’été; ça a été très agréable, paraît-il. ",
    "Spanish": "¿Y qué pasó después? Mañana vendrá el niño con su mamá, ¡qué alegría! ",
    "Czech": "Příliš žluťoučký kůň úpěl ďábelské ódy. Řekl mi, že přijde později, ještě čeká. ",
    "Polish": "Zażółć gęślą jaźń, powiedział później. Książka leży na półce, a ona śpiewa pieśń. ",
    "Hungarian": "Árvíztűrő tükörfúrógép. Azt mondta, hogy később jön, mert még vár a vonatra. ",
    "Turkish": "Şimdi İstanbul'dan gelen konuğumuz var. Bugün dikkatin nasıl çalıştığı. ",
    "Lithuanian": "Šiandien kalbėsime apie tai, kaip veikia dėmesys. Jis sakė, kad ateis vėliau. ",
    "Russian": "Привет, сегодня мы поговорим о том, как работает внимание в трансформерах. ",
    "Ukrainian": "Привіт, сьогодні ми поговоримо про те, як працює увага. Він їде із Києва. ",
    "Greek": "Γεια σας, σήμερα θα μιλήσουμε για το πώς λειτουργεί η προσοχή στα δίκτυα. ",
    "Hebrew": "שלום, היום נדבר על איך עובד מנגנון הקשב ברשתות נוירונים. הוא אמר שיבוא. ",
    "Arabic": "مرحبا، سنتحدث اليوم عن كيفية عمل الانتباه في الشبكات العصبية. قال إنه سيأتي. ",
    "Thai": "สวัสดีครับ วันนี้เราจะมาพูดคุยกันเรื่องการทำงานของกลไกความสนใจ ",
    "Japanese": "こんにちは、今日はトランスフォーマーの注意機構について話します。",
    "Chinese": "大家好，今天我们来讨论一下注意力机制是如何工作的。",
    "Traditional Chinese": "大家好，今天我們來討論一下注意力機制是如何運作的。",
    "Korean": "안녕하세요, 오늘은 트랜스포머의 어텐션 메커니즘에 대해 이야기하겠습니다. ",
    "Hindi": "नमस्ते, आज हम इस बारे में बात करेंगे कि ध्यान कैसे काम करता है। ",
    "Khmer": "សួស្តី ថ្ងៃនេះយើងនឹងនិយាយអំពីរបៀបដែលវាដំណើរការ។ ",
    "English": "so this is what a file saved by an old editor looks like. ",
}
ENCODINGS = {
    "German": ("cp1252", "iso8859-1", "cp850"),
    "French": ("cp1252",),
    "Spanish": ("cp1252",),
    "Czech": ("cp1250", "iso8859-2"),
    "Polish": ("cp1250", "iso8859-2"),
    "Hungarian": ("cp1250",),
    "Turkish": ("cp1254", "iso8859-9"),
    "Lithuanian": ("cp1257",),
    "Russian": ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5"),
    "Ukrainian": ("cp1251", "koi8-u"),
    "Greek": ("cp1253", "iso8859-7"),
    "Hebrew": ("cp1255",),
    "Arabic": ("cp1256", "iso8859-6"),
    "Thai": ("cp874",),
    "Japanese": ("shift_jis", "euc_jp", "iso2022_jp"),
    "Chinese": ("gb18030", "gb2312"),
    "Traditional Chinese": ("big5",),
    "Korean": ("euc_kr", "cp949", "iso2022_kr"),
}
WIDE = ("utf-16-le", "utf-16-be")
SAVED = [
    (language, encoding)
    for language in SPOKEN
    for encoding in (*ENCODINGS.get(language, ()), *WIDE)
]


def kinds(content: bytes) -> list[str]:
    return [kind for kind, _ in decode(content).problems]


@pytest.mark.parametrize("times", [1, 30])
@pytest.mark.parametrize(("language", "encoding"), SAVED)
def test_a_file_in_another_encoding_is_read_and_the_guess_named(language, encoding, times):
    text = SPOKEN[language] * times
    content = text.encode(encoding)
    assert decode(content).text == text
    assert kinds(content) == ["guessed-encoding"]
    assert "was read as" in decode(content).problems[0][1]


def test_a_guess_names_what_comes_next_and_a_word_in_both():
    """Of Czech in ISO-8859-2, all but š, ž and ť are the same in cp1250."""
    text = "Řekl mi, že přijde později, protože ještě čeká na vlak."
    message = decode(text.encode("iso8859-2")).problems[0][1]
    assert message.startswith("The file is not UTF-8; it was read as iso8859-2, with “že”; cp1250 ")
    assert "comes next, with “ľe”. Save it as UTF-8" in message
    turkish = "Bugün dikkatin nasıl çalıştığını konuşacağız."
    message = decode(turkish.encode("cp1254")).problems[0][1]
    assert "read as cp1254, with “nasıl”; cp1252 comes next, with “nasýl”" in message


@pytest.mark.parametrize("language", ENCODINGS)
def test_a_few_words_are_read_right_or_the_right_reading_comes_next(language):
    """Three words are hardly enough; what is wrong then is told, with a word to see it by."""
    words = SPOKEN[language].split()[:3]
    if len(words) < 3 or " ".join(words).isascii():
        pytest.skip("no three words beyond ASCII")
    text = " ".join(words)
    for encoding in ENCODINGS[language]:
        assert text in [reading.text for reading in readings(text.encode(encoding))[:3]]


def test_a_wide_file_of_odd_bytes_or_without_a_space_is_no_text():
    assert kinds("so, well".encode("utf-16-le") + b"\0") == ["binary-file"]
    assert kinds("注意力".encode("utf-16-le") * 40) == ["binary-file"]


def test_colours_of_a_terminal_are_no_encoding():
    assert decode(b"\x1b[31mred\x1b[0m and $5 (B)") == ("\x1b[31mred\x1b[0m and $5 (B)", [])


def test_one_accent_is_enough_to_tell_and_too_little_for_anything_exotic():
    assert decode("so, the café".encode("cp1252")).text == "so, the café"


def test_an_accent_after_a_million_plain_characters_is_not_lost():
    text = "hello there\n" * 100_000 + "the café\n"
    assert decode(text.encode("cp1252")).text == text


def test_a_guess_that_does_not_fit_everywhere_says_both():
    text = SPOKEN["French"] * 3
    content = text.encode("cp1252") + b"\x81"
    assert decode(content).text == text + "\ufffd"
    assert kinds(content) == ["guessed-encoding", "replaced-characters"]


def test_utf8_cut_within_a_character_stays_utf8():
    for text, whole in (("日本", "日"), ("so it’s", "so it"), ("so ’", "so ")):
        content = text.encode().removesuffix(b"s")[:-1]
        assert decode(content).text == whole + "\ufffd"
        assert kinds(content) == ["replaced-characters"]


def test_a_replacement_character_that_was_there_before_is_no_damage():
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode("a\ufffdb".encode(encoding)) == ("a\ufffdb", [])


@pytest.mark.parametrize("blank", ["", " \r\n\t", "\u00a0\n\u2003"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_only_blanks_of_any_kind_are_an_empty_file(blank, encoding):
    assert decode(blank.encode(encoding)).text is None
    assert kinds(blank.encode(encoding)) == ["empty-file"]


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x14\0\0\0", bytes(range(256)) * 9]
)
def test_a_binary_file_is_not_mistaken_for_text(content):
    assert decode(content).text is None
    assert kinds(content) == ["binary-file"]
