"""Encodings: what people save files in is read, and a guess is always said to be one."""

from __future__ import annotations

import pytest

from refrain.loader.decoding import decode

SENTENCES = {
    "cp1252": "Das Mädchen hört über die Straße Grüße aus Köln; l’élève dit “déjà vu” au café. ",
    "cp1250": "Zażółć gęślą jaźń, powiedział później. Książka leży na półce, a ona śpiewa pieśń. ",
    "cp1251": "Привет, сегодня мы поговорим о том, как работает внимание в трансформерах. ",
    "shift_jis": "こんにちは、今日はトランスフォーマーの注意機構について話します。",
    "gb18030": "大家好，今天我们来讨论一下注意力机制是如何工作的。",
    "utf-16-le": "so this is what a file saved by an old editor looks like. ",
    "utf-16-be": "and this is the same file from the other kind of machine. ",
}


def kinds(content: bytes) -> list[str]:
    return [kind for kind, _ in decode(content).problems]


@pytest.mark.parametrize("times", [1, 30])
@pytest.mark.parametrize(("encoding", "sentence"), SENTENCES.items())
def test_a_file_in_another_encoding_is_read_and_the_guess_named(encoding, sentence, times):
    content = (sentence * times).encode(encoding)
    assert decode(content).text == sentence * times
    assert kinds(content) == ["guessed-encoding"]
    assert "was read as" in decode(content).problems[0][1]


def test_one_accent_is_enough_to_tell_and_too_little_for_anything_exotic():
    assert decode("so, the café".encode("cp1252")).text == "so, the café"


def test_an_accent_after_a_million_plain_characters_is_not_lost():
    text = "hello there\n" * 100_000 + "the café\n"
    assert decode(text.encode("cp1252")).text == text


def test_a_guess_that_does_not_fit_everywhere_says_both():
    content = "the café ".encode("cp1252") + b"\x81"
    assert decode(content).text == "the café \ufffd"
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
