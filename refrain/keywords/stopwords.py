"""Words that say nothing of a topic: function words of a language, and fillers of speech."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

from refrain import words
from refrain.extras import needed
from refrain.word_characters import APOSTROPHES as _APOSTROPHES

with needed("topics"):
    from stop_words import LANGUAGE_MAPPING, get_stop_words

    from refrain import language

ENGLISH = "en"
APOSTROPHES = frozenset(_APOSTROPHES)
LANGUAGES = {code: name.capitalize() for code, name in sorted(LANGUAGE_MAPPING.items())}
"""The languages there are stop words for: code (ISO 639-1) to name in English."""
SAMPLE = 40
"""Texts, spread over a corpus, whose languages are taken for all of it."""

_CONTRACTIONS = """
I'd I'll I'm I've you'd you'll you're you've he'd he'll he's she'd she'll she's it'd it'll it's we'd
we'll we're we've they'd they'll they're they've that'd that'll that's there's here's what's who's
where's how's let's ain't aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't
shouldn't wasn't weren't won't wouldn't y'all
"""
_WORDS_TOO = frozenset(["cant", "hell", "id", "ill", "shed", "shell", "wed", "well", "wont"])
"""Contractions that are other words without their apostrophe."""
_ONLY_CONTRACTIONS = (
    frozenset(map(words.normalise, _CONTRACTIONS.split())) - _WORDS_TOO - {"its", "lets", "were"}
)
_SPEECH = {
    "en": """
        actually ah alright anyways basically cause did does doing er going gonna got gotta hey hm
        hmm huh just kind kinda know like little lot maybe mean mhm mm oh ok okay really right said
        say saying says sorta stuff thing things think uh uhm um wanna want way yeah yep yes
    """,
    "de": """
        äh ähm ach also eben echt eigentlich einfach genau gell gut halt hm hmm irgendwie ja mal na
        naja ne nee oh ok okay quasi schon sozusagen tja
    """,
    "fr": "ah alors bah ben bon bref donc enfin euh fait genre hein hum là oh ok ouais voilà",
    "es": "ah bueno claro digamos eh este hm mmm o sea oh ok oye pues sabes vale verdad",
    "it": "ah allora beh boh cioè comunque ecco eh ehm insomma mah oh ok praticamente quindi tipo",
    "nl": "ach dus eh ehm gewoon hé hm hè ja nou oh ok oké zeg zo",
    "pt": "ah ahn assim bem cara então hum né oh ok pronto sabe tipo",
}
# scikit-learn's list holds words that name things, in "full-stack" or "system call" for example.
_CONTENT = """
amount bill bottom call cry describe detail empty fill fire front full interest mill mine move name
serious side sincere system thick thin top
"""


@lru_cache(maxsize=64)
def stop_words(code: str) -> frozenset[str]:
    """Function words and fillers of speech of a language (its code in LANGUAGES), as `words`
    compares them; empty for other codes.

    From the package stop-words, but English from scikit-learn: the package's English list also
    holds 1,000 words such as computer, research, world and young, which are what some topics are
    about. Of another's contractions (`l'`) the parts that stand alone are in. A contraction that
    is another word without its apostrophe is in with it: `she'll` (see `stop_mask`).
    """
    if code not in LANGUAGES:
        return frozenset()
    if code == ENGLISH:
        # Here, for it takes as long as all else that a worker imports before it answers.
        from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

        listed = [*ENGLISH_STOP_WORDS.difference(_CONTENT.split()), *_CONTRACTIONS.split()]
    else:
        listed = get_stop_words(code)
    spoken = _SPEECH.get(code, "").split()
    return frozenset(word for entry in [*listed, *spoken] for word in _as_stop_words(entry, code))


def stop_mask(
    compared: Iterable[str], spellings: Iterable[str], stop_words: Collection[str]
) -> np.ndarray:
    """Which words are stop words: a boolean for each.

    A word is given as it compares and as it is most often written, stop words in any spelling. One
    with an apostrophe that is another word without it, such as `she'll`, leaves out words that are
    most often written with one: `shell` is no stop word. But where most contractions are written
    without (`dont`, `im`), as some recognisers do, that one is taken for a contraction, too.

    >>> stop_mask(["shell", "dont"], ["shell", "don’t"], ["she'll", "don't"]).tolist()
    [False, True]
    >>> stop_mask(["shell", "dont"], ["she’ll", "don’t"], ["she'll", "don't"]).tolist()
    [True, True]
    >>> stop_mask(["ill", "dont"], ["ill", "dont"], ["I'll", "don't"]).tolist()
    [True, True]
    """
    compared, spellings = list(compared), list(spellings)
    bare = _without_apostrophes(compared, spellings)
    contractions = {words.normalise(word) for word in stop_words if _needs_apostrophe(word)}
    stops = {words.normalise(word) for word in stop_words if not _needs_apostrophe(word)}
    return np.array(
        [
            word in stops
            or (word in contractions and (bare or not APOSTROPHES.isdisjoint(spelling)))
            for word, spelling in zip(compared, spellings, strict=True)
        ],
        dtype=bool,
    )


def _without_apostrophes(compared: list[str], spellings: list[str]) -> bool:
    """Whether most of the contractions among some words are written without an apostrophe."""
    bare = [
        APOSTROPHES.isdisjoint(spelling)
        for word, spelling in zip(compared, spellings, strict=True)
        if word in _ONLY_CONTRACTIONS
    ]
    return 2 * sum(bare) > len(bare)


def _needs_apostrophe(word: str) -> bool:
    return not APOSTROPHES.isdisjoint(word) and words.normalise(word) in _WORDS_TOO


def _as_stop_words(entry: str, code: str) -> list[str]:
    return [entry] if code == ENGLISH and _needs_apostrophe(entry) else words.words(entry)


def of_languages(codes: Iterable[str]) -> frozenset[str]:
    """The stop words of several languages together."""
    return frozenset().union(*(stop_words(code) for code in codes))


def languages_in(texts: pd.DataFrame, stated: Collection[str] = ()) -> list[str]:
    """The languages that texts are in, as far as there are stop words for them; English at least.

    `stated` are the languages that the corpus names (`en`, `de-AT`); without any, those that
    SAMPLE of its texts are detected to be in.
    """
    codes = {code for statement in stated for code in language.stated(str(statement))}
    if not codes:
        step = max(len(texts) // SAMPLE, 1)
        detected = language.detect_all(texts["text"].iloc[::step])
        codes = {text_language.code for text_language in detected if text_language}
    return sorted({_listed(code) for code in codes} & LANGUAGES.keys()) or [ENGLISH]


def _listed(code: str) -> str:
    """The code in LANGUAGES of a language, or of another form of it: `nb` for `no` and `nn`."""
    macro = language.macrolanguage(code)
    forms = (listed for listed in LANGUAGES if language.macrolanguage(listed) == macro)
    return code if code in LANGUAGES else next(forms, code)
