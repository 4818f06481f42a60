"""What a recogniser does wrong: loops, other languages, very few words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import audit, language
from refrain.audit.lexical_diversity import mattr
from refrain.fragments import FragmentIndex
from refrain.loops import loops
from refrain.sameness import text_id
from tests.builders import corpus_of, english

GERMAN = (
    "Heute sprechen wir darüber, wie man im Winter einen Garten pflegt, und warum die meisten "
    "Leute viel zu früh damit anfangen, ihre Rosen zu schneiden. Ich habe das selbst jahrelang "
    "falsch gemacht, bis mir meine Nachbarin gezeigt hat, worauf man dabei achten muss. "
) * 3
FRENCH = (
    "Aujourd'hui nous parlons de la façon dont on fait le pain chez soi, et pourquoi la plupart "
    "des gens ne laissent pas assez de temps à la pâte. J'ai fait cette erreur pendant des années, "
    "jusqu'au jour où ma voisine m'a montré comment il fallait faire. "
) * 3
ENGLISH = (
    "Today we talk about how people bake their bread at home, and why most of them never give the "
    "dough enough time to rise. I made that mistake myself for years, until the day my neighbour "
    "showed me what to look out for when it is warm in the kitchen. "
) * 3


def findings_on(*texts):
    return audit.findings(corpus_of(*texts))


def loops_and_languages(*texts) -> list[str]:
    return [kind for kind in findings_on(*texts)["kind"] if kind in ("loop", "wrong-language")]


@pytest.mark.parametrize(
    ("loop", "turns"),
    [("no " * 11, 11), ("thank you " * 6, 6), ("so what happens here is " * 6, 6)],
)
def test_a_phrase_that_follows_itself_is_a_loop(loop, turns):
    before = english(1, 60, sentences=False)
    findings = findings_on(f"{before} zebra {loop}zebra {english(2, 60, sentences=False)}")
    assert findings["kind"].tolist() == ["loop"]
    assert f"comes {turns} times in a row" in findings["message"].iloc[0]
    assert findings["at"].iloc[0] == len(before) + 7
    assert findings["value"].iloc[0] == len(loop.split())


@pytest.mark.parametrize(
    "loop",
    [
        "no " * 10,
        "you know " * 5,
        "so what happens here is " * 4,
        "get to the point, " * 4,
        "guess who is back, " * 5,
        "pulled in a library, that " * 4 + "pulled",
        "哈哈" * 8,
    ],
)
def test_people_repeat_themselves_a_little(loop):
    assert loops_and_languages(f"zebra {loop} zebra") == []


def test_a_loop_is_told_once_with_all_its_places():
    loop = "and then we go on " * 6
    text = f"{loop}zebra {english(1, 60, sentences=False)} {loop}"
    findings = findings_on(text)
    assert findings["kind"].tolist() == ["loop"]
    assert findings["places"].iloc[0] == (0, len(text) - len(loop))
    assert "and 1 more such place" in findings["message"].iloc[0]


def test_a_loop_does_not_run_on_into_the_next_text():
    assert loops_and_languages("no " * 7, "no " * 6) == []


@given(st.lists(st.lists(st.integers(0, 2), max_size=40), min_size=1, max_size=3))
def test_loops_are_what_a_plain_search_finds(texts):
    """Every stretch of a period that is long enough touches one returned, and no other is."""
    written = [" ".join("abc"[n] for n in text) + f" end{k}" for k, text in enumerate(texts)]
    index = FragmentIndex.build(corpus_of(*written).transcripts)
    findings = loops(index)
    for text in written:
        words = text.split()
        marked = np.zeros(len(words), dtype=bool)
        for row in findings[findings["text_id"] == text_id(text)].itertuples():
            stretch = words[row.word : row.word + row.words]
            assert stretch[row.phrase :] == stretch[: -row.phrase]
            assert row.words >= max(4 * row.phrase, 10 + row.phrase)
            assert text[row.start : row.end].split() == stretch
            marked[row.word : row.word + row.words] = True
        for phrase in range(1, 11):
            length = max(4 * phrase, 10 + phrase)
            for at in range(len(words) - length + 1):
                stretch = words[at : at + length]
                if stretch[phrase:] == stretch[:-phrase]:
                    assert marked[at : at + length].any()


def test_a_text_in_another_language_than_the_rest_is_found():
    findings = findings_on(ENGLISH, ENGLISH + "And so on.", GERMAN)
    wrong = findings[findings["kind"] == "wrong-language"]
    assert wrong["transcript_id"].tolist() == ["2.txt"]
    assert "seems to be in “de”; 2 of 3 texts are in “en”" in wrong["message"].iloc[0]


def test_a_text_that_is_not_in_the_language_it_states_is_found():
    rows = [
        {"text": text, "language": stated} for text, stated in ((ENGLISH, "de-DE"), (GERMAN, "DE"))
    ]
    wrong = findings_on(*rows)
    assert wrong[wrong["kind"] == "wrong-language"]["transcript_id"].tolist() == ["0.txt"]


def test_each_statement_about_a_text_that_is_used_again_is_checked():
    rows = [{"text": GERMAN, "language": stated} for stated in ("de", "en", None, "German", "en")]
    wrong = findings_on(*rows, {"text": None, "language": "en"})
    wrong = wrong[wrong["kind"] == "wrong-language"]
    assert wrong["transcript_id"].tolist() == ["1.txt"]
    assert "is said to be in “en”" in wrong["message"].iloc[0]


def test_where_no_language_prevails_or_texts_are_short_none_is_wrong():
    assert loops_and_languages(ENGLISH, GERMAN, FRENCH) == []
    assert loops_and_languages(ENGLISH, ENGLISH + "And so on.", "Ja, das ist so.") == []
    assert loops_and_languages(ENGLISH, ENGLISH + "And so on.", "12 345 " * 90) == ["loop"]


def test_languages_are_told_by_their_codes():
    assert [language.detect(text).code for text in (ENGLISH, GERMAN, FRENCH)] == ["en", "de", "fr"]
    assert language.detect("short") is None
    assert language.detect("") is None


@given(st.lists(st.integers(0, 5), max_size=40), st.integers(1, 12))
def test_the_vocabulary_measure_is_the_mean_over_all_windows(numbers, window):
    count = min(window, len(numbers))
    windows = [numbers[at : at + count] for at in range(len(numbers) - count + 1)]
    expected = np.mean([len(set(part)) / count for part in windows]) if count else 1
    assert mattr(np.array(numbers), window) == pytest.approx(expected)


def test_a_text_of_few_words_in_no_order_has_little_vocabulary():
    chance = np.random.default_rng(1)
    babble = " ".join(chance.choice(["left", "right", "up", "down", "stop"], 400))
    findings = findings_on(
        babble, english(1, 300, sentences=False), english(2, 300, sentences=False)
    )
    assert findings["kind"].tolist() == ["little-vocabulary"]
    assert findings["transcript_id"].tolist() == ["0.txt"]
    assert findings["value"].iloc[0] == pytest.approx(5, abs=0.2)


def test_a_looping_text_is_not_told_for_its_vocabulary_as_well():
    assert findings_on("so what happens here is " * 40)["kind"].tolist() == ["loop"]
