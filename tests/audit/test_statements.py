"""Languages and dates that a file states: compared by what they mean, and told where unclear."""

from __future__ import annotations

import pytest

from refrain import audit
from tests.builders import corpus_of

TEXT = {
    "en": "Well, this is how people talk when they talk about the weather in their town. ",
    "es": "Hoy vamos a hablar de cómo funciona la atención, y de lo que la gente dice. ",
    "no": "I dag skal vi snakke om hvordan været er i byen, og hva folk sier til hverandre. ",
    "he": "היום אנחנו נדבר על מזג האוויר בעיר ועל מה שאנשים אומרים זה לזה ברחוב ובבית הקפה. ",
    "zh": "今天我们来谈谈城市里的天气，以及人们在街上互相说些什么，大家都觉得很有意思。",
}


def findings(kind: str, *rows: dict[str, str]) -> list[str]:
    found = audit.findings(corpus_of(*({"text": f"text {n}", **row} for n, row in enumerate(rows))))
    return found[found["kind"] == kind]["message"].to_list()


@pytest.mark.parametrize(
    ("code", "statement"),
    [
        *(("es", "Spanish"), ("es", "español"), ("es", "spa"), ("es", "es-419"), ("es", "en, es")),
        *(("no", "nb"), ("no", "no"), ("no", "nn-NO"), ("no", "Norwegian"), ("he", "iw")),
        *(("zh", "zh_Hans"), ("zh", "cmn"), ("zh", "中文"), ("en", "eng"), ("en", "gibberish")),
    ],
)
def test_a_language_said_in_another_way_is_no_other_language(code, statement):
    row = {"text": TEXT[code] * 6, "language": statement}
    assert findings("wrong-language", row) == []


@pytest.mark.parametrize("statement", ["German", "deu", "de-AT", "Deutsch", "de/fr"])
def test_a_text_in_another_language_than_stated_is_told(statement):
    (message,) = findings("wrong-language", {"text": TEXT["es"] * 6, "language": statement})
    assert message.endswith(f"is said to be in “{statement}”, but seems to be in “es”.")


def test_a_statement_that_names_no_language_is_told_once():
    rows = [{"language": "gibberish"}, {"language": "en"}, {"language": "gibberish"}]
    assert findings("unknown-language", *rows) == ["2 transcripts: “gibberish” is no language."]
    assert findings("unknown-language", {"language": "en"}, {}) == []


def test_dates_that_may_be_two_and_dates_that_are_none_are_told():
    rows = [
        {"published": date} for date in ("03/04/2021", "may", "2021-05-06", "2021", "05/06/2021")
    ]
    assert findings("unclear-date", *rows) == [
        "2 transcripts: “03/04/2021”, “05/06/2021” may have the day or the month first; no other "
        "date tells.",
        "1 transcript: “may” cannot be read as a date.",
    ]
    assert findings("unclear-date", *rows[2:4], {"published": "13/04/2021"}, rows[0]) == []
