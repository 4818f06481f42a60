"""Many passages at once are in the languages that py3langid says of each alone."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from refrain import language, language_classifier
from refrain.language_classifier import classify

SENTENCES = {
    "en": "Well, this is how people talk when they talk about the weather and the neighbours. ",
    "de": "Das ist ja wirklich schön, und heute reden wir über das Wetter in der großen Stadt. ",
    "fr": "Aujourd'hui nous parlons de la façon dont on fait le pain chez soi, très lentement. ",
    "zh": "我们今天讨论机器学习的模型和数据，因为大家都觉得这个问题非常重要，所以要说清楚。",
    "ar": "نتحدث اليوم عن الطقس في المدينة وعن الجيران الذين يسكنون في البيت القريب منا. ",
    "hi": "आज हम मौसम के बारे में बात करते हैं और उन लोगों के बारे में जो पास के घर में रहते हैं। ",
    "sr": "Данас разговарамо о времену у граду и о комшијама који живе у кући поред наше. ",
}
ROUNDING = 1e-3
"""Between sums of single precision in another order."""
WITHOUT_FEATURES = ("", "\0", "\U0010ffff")


@cache
def py3langid() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def assert_as_py3langid(passages):
    found = list(classify(passages))
    assert len(found) == len(passages)
    for passage, answer in zip(passages, found, strict=True):
        (code, probability), (_, next_probability), *_ = py3langid().rank(passage)
        assert answer.probability == pytest.approx(probability, abs=ROUNDING)
        # Which of two that are as likely is the first may be a matter of rounding.
        if probability - next_probability > ROUNDING:
            assert answer.code == code


@st.composite
def mixtures(draw):
    pieces = st.sampled_from([*SENTENCES.values(), *WITHOUT_FEATURES])
    text = "".join(draw(st.lists(pieces, max_size=6)))
    return draw(st.sampled_from([str, str.upper, str.lower]))(text[draw(st.integers(0, 30)) :])


@given(st.lists(mixtures() | st.text(max_size=40), max_size=12))
@example([""])
@example(["\ud800 half a character", "E\u0301TE\u0301 A\u0300 PARIS", "so"])
def test_each_passage_is_in_the_language_that_it_has_alone(passages):
    assert_as_py3langid(passages)


def test_passages_stay_in_their_order_over_many_batches(monkeypatch):
    monkeypatch.setattr(language_classifier, "_AT_ONCE", 3)
    passages = [text * n for n in (3, 1, 2) for text in SENTENCES.values()]
    assert_as_py3langid(passages)
    assert [passage.code for passage in classify(passages)] == list(SENTENCES) * 3


def test_nothing_is_in_no_language():
    assert list(classify([])) == []
    for passage in WITHOUT_FEATURES:
        # 142 classes, of which two languages have two.
        assert next(classify([passage])).probability == pytest.approx(2 / 142, abs=1e-6)


def one_by_one(text):
    """What a text is in by the definition, its passages one after another."""
    starts = language._starts(len(text))
    passages = [py3langid().classify(text[at : at + language.PASSAGE_CHARS]) for at in starts]
    certain = [code for code, probability in passages if probability >= language.MIN_PROBABILITY]
    code, count = language.most_common(certain)
    if not code or count < language.MAJORITY * len(passages):
        return None
    return code, starts[[code for code, _ in passages].index(code)]


@pytest.mark.parametrize("one", SENTENCES)
@pytest.mark.parametrize("other", ["en", "zh", "ar"])
@pytest.mark.parametrize("share", [0, 0.3, 0.45, 0.7])
def test_a_text_of_two_languages_is_in_that_of_most_passages(one, other, share):
    begins = SENTENCES[other] * round(200 * share)
    text = begins + SENTENCES[one] * round(200 * (1 - share))
    assert language.detect(text) == one_by_one(text)


def test_texts_together_are_in_the_languages_that_they_have_alone():
    texts = ["", "short", *(text * 40 for text in SENTENCES.values()), "so"]
    texts.insert(4, SENTENCES["de"] * 20 + SENTENCES["ar"] * 20)
    assert language.detect_all(texts) == [language.detect(text) for text in texts]
