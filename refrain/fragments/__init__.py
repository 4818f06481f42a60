"""What repeats: every word sequence of a minimum length that occurs at two places or more.

The distinct texts are indexed once, as one array of word ids with a separator of its own after
each text, so that nothing runs across a text's end. Hashes tell where windows of a minimum length
stand that stand elsewhere too; what they cover, mostly a small part, is sorted: a suffix array and
its LCP array (Manber and Myers 1993; Kasai et al. 2001; both by pydivsufsort). What repeats at
MIN_WORDS is found when the index is built, at a smaller length when it is asked for. Every question
is then a slice of what repeats:

- A *fragment* is a maximal repeat (Gusfield 1997, 7.12): a word sequence that occurs at two places
  or more and that no word to its left or right extends without losing one of them. All of them are
  found, and nothing else. So a jingle is one fragment with all its places, even where two of its
  carriers happen to go on alike (then the longer one is a fragment too: they are nested).
- An *occurrence* is one of the longest stretches of a text that occur elsewhere too. Occurrences
  cover exactly the words that fragments cover; none lies inside another. Each is a place of a
  fragment, and of that fragment's kind.
- Two places are in the same *class* when the next `min_words` words are equal. Classes give
  coverage, overlap and savings without looking at pairs of texts.

Equal texts are copies: indexed once, and not fragments of each other. Places of a fragment may
overlap ("very very very very" has "very very very" twice). Words compare as in `refrain.words`;
offsets count words from the text's first, and characters of the verbatim text, so that a passage is
cut out of `text` as it stands there. Work and memory are linear in the corpus (times a logarithm,
where things are sorted): pairs of texts are looked at in `overlap` and `matches` alone, for the
texts that are asked for.

What is asked about is a `RepeatQuery`: a minimum length, and the kinds that count. The answers are
the tables of a `FragmentEngine`, whose docstrings list their columns; `FragmentIndex` is the engine
for one machine, in `refrain.fragments.local`. What makes a fragment's *kind* is explained in
`refrain.fragments.local.kinds`.
"""

from refrain.fragments.engine import FragmentEngine
from refrain.fragments.local.index import FragmentIndex
from refrain.fragments.local.storage import opened, opened_or_built, save
from refrain.fragments.query import DEFAULT, FLOOR, KINDS, MIN_WORDS, Kinds, RepeatQuery
from refrain.fragments.worded_texts import (
    NumberedTexts,
    TextWords,
    WordedTexts,
    compared,
    different_words,
)

__all__ = [
    "DEFAULT",
    "FLOOR",
    "KINDS",
    "MIN_WORDS",
    "FragmentEngine",
    "FragmentIndex",
    "Kinds",
    "NumberedTexts",
    "RepeatQuery",
    "TextWords",
    "WordedTexts",
    "compared",
    "different_words",
    "opened",
    "opened_or_built",
    "save",
]
