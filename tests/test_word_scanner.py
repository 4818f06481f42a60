"""Words scanned in many texts at once are the words of `refrain.words`."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from refrain import word_scanner, words

# Apostrophes that are written otherwise, in words that are ASCII but for them.
CURLY = str.maketrans("＇׳", "’’")
SCRIPTS = (
    "aB_9 '’ʼ.,-\n\r\t\0\x01\x92ßéّ̈ﬁ½İıΣςжЖ",
    "lLdDqunjhHeEéÉy'’ʼoa \n",
    "cC+#.NnEeTt9ж -\n'",
    "inter-‐\u00ad\r\n\t NBé 1_",
    "aל\"צה״·‧׳'b1_ ́",
    "12.,٫٬٣ a\u200b\u200c\u200d\u2060\ufeff\u00ad",
    "[(<0:1:23)]>\\ \n-,",
    "*AnBo: \n>[]",
    "हिन्दीкотاَلعַאབོད་한국어한\U0001d165\U000e0100",
)
of_scripts = st.lists(
    st.sampled_from(SCRIPTS).flatmap(lambda characters: st.text(st.sampled_from(characters))),
    max_size=4,
).map("".join)
SPACED = of_scripts.filter(lambda text: not words.is_unspaced(text)) | st.text(max_size=30).filter(
    lambda text: not words.is_unspaced(text)
)


def held_to_words(texts: list[str]) -> None:
    scanned = word_scanner.scan(texts)
    starts, ends = scanned.starts.tolist(), scanned.ends.tolist()
    at, begin = 0, 0
    for text, number in zip(texts, word_scanner.by_text(scanned, texts), strict=True):
        places = zip(starts[at : at + number], ends[at : at + number], strict=True)
        assert [(start - begin, end - begin) for start, end in places] == list(words.bounds(text))
        at += number
        begin += len(text) + 1
    assert at == len(starts)
    held_to_forms(scanned)


def held_to_forms(scanned: word_scanner.ScannedWords) -> None:
    foreign = set(scanned.foreign().tolist())
    places = list(zip(scanned.starts, scanned.ends, strict=True))
    for form in (word_scanner.COMPARED, word_scanner.WRITTEN):
        lengths, all_bytes = scanned.spelled(form)
        edges = [0, *np.cumsum(lengths).tolist()]
        assert edges[-1] == len(all_bytes)
        for n, (start, end) in enumerate(places):
            if n not in foreign:
                spelled = all_bytes[edges[n] : edges[n + 1]].replace(b"\x08", "’".encode())
                word = form.spell(scanned.text[start:end])
                assert spelled.decode() == word.translate(CURLY)


@settings(max_examples=400)
@given(st.lists(SPACED, max_size=4))
def test_the_words_of_several_texts_are_those_of_each(texts):
    held_to_words(texts)
