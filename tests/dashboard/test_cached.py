"""What pages make of a corpus is made once, and again for another corpus or another choice."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from dashboard import cached
from refrain.corpus import Corpus
from tests.builders import corpus_of

MADE: list[object] = []


class Chosen(NamedTuple):
    """A corpus among what was chosen."""

    corpus: Corpus
    unit: str


@pytest.fixture(autouse=True)
def nothing_made():
    cached._once.clear()
    MADE.clear()


def words(corpus: Corpus, unit: str = "words") -> int:
    MADE.append((corpus.name, unit))
    return int(corpus.transcripts[unit].sum())


def of_chosen(chosen: Chosen) -> int:
    return words(chosen.corpus, chosen.unit)


def fails(corpus: Corpus) -> None:
    MADE.append(corpus.name)
    raise KeyError("not yet")


def test_it_is_made_once_for_all_who_have_such_a_corpus():
    for _ in range(3):
        assert cached.once(words, corpus_of("one two three")) == 3
    assert len(MADE) == 1


def test_it_is_made_again_for_other_texts_and_for_another_choice():
    corpus, longer = corpus_of("one two three"), corpus_of("one two three four")
    assert cached.once(words, corpus) == 3
    assert cached.once(words, longer) == 4
    assert cached.once(words, corpus, "chars") == 13


def test_a_corpus_counts_where_it_is_among_what_was_chosen():
    corpus, longer = corpus_of("one two three"), corpus_of("one two three four")
    assert cached.once(of_chosen, Chosen(corpus, "words")) == 3
    assert cached.once(of_chosen, Chosen(longer, "words")) == 4
    assert cached.once(of_chosen, Chosen(corpus_of("one two three"), "words")) == 3
    assert len(MADE) == 2


def test_functions_of_one_name_in_two_pages_are_two():
    # Streamlit runs every page as the module `__main__`.
    made = []
    for page in ("topics/page.py", "lengths/page.py"):
        names = {"__name__": "__main__"}
        exec(compile(f"def shown(corpus): return {page!r}", page, "exec"), names)
        made.append(cached.once(names["shown"], corpus_of("one two three")))
    assert made == ["topics/page.py", "lengths/page.py"]


def test_what_could_not_be_made_is_tried_again():
    corpus = corpus_of("one two three")
    for _ in range(2):
        with pytest.raises(KeyError):
            cached.once(fails, corpus)
    assert len(MADE) == 2
