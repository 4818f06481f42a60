"""Words that say nothing of a topic: function words of a language, and fillers of speech."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

import pandas as pd

from refrain import words
from refrain.extras import needed

with needed("topics"):
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS
    from stop_words import LANGUAGE_MAPPING, get_stop_words

    from refrain import language

ENGLISH = "en"
LANGUAGES = {code: name.capitalize() for code, name in sorted(LANGUAGE_MAPPING.items())}
"""The languages there are stop words for: code (ISO 639-1) to name in English."""
SAMPLE = 40
"""Texts, spread over a corpus, whose languages are taken for all of it."""
_SAME = {"no": "nb", "nn": "nb"}

_CONTRACTIONS = """
I'd I'll I'm I've you'd you'll you're you've he'd he'll he's she'd she'll she's it'd it'll it's we'd
we'll we're we've they'd they'll they're they've that'd that'll that's there's here's what's who's
where's how's let's ain't aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't
shouldn't wasn't weren't won't wouldn't y'all
"""
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
    about. Of another's contractions (`l'`) the parts that stand alone are in.
    """
    if code not in LANGUAGES:
        return frozenset()
    if code == ENGLISH:
        listed = [*ENGLISH_STOP_WORDS.difference(_CONTENT.split()), *_CONTRACTIONS.split()]
    else:
        listed = get_stop_words(code)
    spoken = _SPEECH.get(code, "").split()
    return frozenset(word for entry in [*listed, *spoken] for word in words.words(entry))


def of_languages(codes: Iterable[str]) -> frozenset[str]:
    """The stop words of several languages together."""
    return frozenset().union(*(stop_words(code) for code in codes))


FILLERS = stop_words(ENGLISH)
"""English function words and fillers of speech."""


def languages_in(texts: pd.DataFrame, stated: Collection[str] = ()) -> list[str]:
    """The languages that texts are in, as far as there are stop words for them; English at least.

    `stated` are the languages that the corpus names (`en`, `de-AT`); without any, those that
    SAMPLE of its texts are detected to be in.
    """
    codes = {language.two_letter_code(str(tag)) for tag in stated}
    if not codes:
        step = max(len(texts) // SAMPLE, 1)
        detected = [language.detect(text) for text in texts["text"].iloc[::step]]
        codes = {text_language.code for text_language in detected if text_language}
    return sorted({_SAME.get(code, code) for code in codes} & LANGUAGES.keys()) or [ENGLISH]
