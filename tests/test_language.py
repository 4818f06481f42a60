"""What people write for a language, and which languages are forms of one."""

from __future__ import annotations

import pytest

from refrain import language
from refrain.keywords import stopwords
from tests.builders import corpus_of


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        *(("en", "en"), ("EN_us", "en"), ("eng", "en"), ("en-GB", "en"), (" English (US) ", "en")),
        *(("de-AT", "de"), ("ger", "de"), ("deu", "de"), ("Deutsch", "de"), ("GERMAN", "de")),
        *(("Spanish", "es"), ("español", "es"), ("Español", "es"), ("spa", "es"), ("es-419", "es")),
        *(("fr-CA", "fr"), ("français", "fr"), ("francais", "fr"), ("pt-BR", "pt")),
        *(("zh_Hans", "zh"), ("zh-Hant-TW", "zh"), ("中文", "zh"), ("Chinese", "zh")),
        *(
            ("iw", "he"),
            ("he", "he"),
            ("Hebrew", "he"),
            ("עברית", "he"),
            ("in", "id"),
            ("jw", "jv"),
        ),
        *(("nb", "nb"), ("no", "no"), ("nn", "nn"), ("Norwegian Bokmål", "nb"), ("yue", "yue")),
        *(("हिन्दी", "hi"), ("العربية", "ar"), ("日本語", "ja"), ("한국어", "ko"), ("ខ្មែរ", "km")),
        *(
            ("tl", "fil"),
            ("Filipino", "fil"),
            ("it", "it"),
            ("so", "so"),
            ("to", "to"),
            ("is", "is"),
        ),
    ],
)
def test_codes_and_names_say_which_language(statement, code):
    assert language.stated(statement) == (code,)


@pytest.mark.parametrize(
    "statement",
    [
        *(
            "",
            " ",
            "xx",
            "und",
            "mul",
            "zxx",
            "auto",
            "unknown",
            "n/a",
            "none",
            "original",
            "e",
            "a",
        ),
        *("gibberish", "en-US.UTF-8", "12", "?", "😀", "de, gibberish"),
        *("a" * 5_000, "en," * 5_000, "\x1b[2J"),
    ],
)
def test_nonsense_says_nothing(statement):
    assert language.stated(statement) == ()


@pytest.mark.parametrize("statement", ["en, es", "English; Spanish", "eng/spa", "en & es", "EN+ES"])
def test_several_languages_are_each_said(statement):
    assert language.stated(statement) == ("en", "es")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("nb", "no"), ("nn", "no"), ("iw", "he"), ("cmn", "zh"), ("yue", "zh"), ("hr", "sr")),
        *(("arz", "ar"), ("id", "ms"), ("tl", "fil"), ("prs", "fa"), ("en", "en")),
    ],
)
def test_forms_of_a_language_are_one(one, other):
    assert language.macrolanguage(one) == language.macrolanguage(other)


def test_the_commonest_form_names_a_language():
    assert language.most_common(["nn", "no", "no", "de", "de"]) == ("no", 3)


@pytest.mark.parametrize(
    ("statements", "codes"),
    [
        (["no"], ["nb"]),
        (["nn-NO", "Norwegian"], ["nb"]),
        (["Spanish", "deu"], ["de", "es"]),
        (["español; en"], ["en", "es"]),
        (["hr"], ["hr"]),
        (["sr"], ["hr"]),
        (["tlh"], ["en"]),
    ],
)
def test_stop_words_are_those_of_the_stated_languages(statements, codes):
    listed = [code for code in codes if code in stopwords.LANGUAGES]
    texts = corpus_of("so this is what we say").texts
    assert stopwords.languages_in(texts, statements) == (listed or ["en"])


def test_nonsense_does_not_keep_the_language_from_being_detected():
    text = "das ist ja wirklich sehr schön, und wir reden heute über das Wetter in der Stadt. " * 9
    assert stopwords.languages_in(corpus_of(text).texts, ["gibberish"]) == ["de"]
