"""A channel's boilerplate learned from three quarters of its transcripts, and cut from the rest.

    ./dev bench templates [--episodes 40,200]

Shows are generated: each episode has an intro at its start, an outro at its end, one of three
sponsor reads somewhere, and between them speech of its own (words as frequent as Zipf's law has
them). Every place of the boilerplate is heard anew, with 0 to 20% of its words changed, missed or
added. Printed are the shares of the boilerplate's words and of others that are cut from the
transcripts that nothing was learned from, and the time for each million words.
"""

from __future__ import annotations

import argparse
from itertools import chain

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.clock import timed
from refrain import boilerplate, templates
from refrain.corpus import Corpus
from refrain.fragments import FragmentIndex
from refrain.records import Transcript

SEED = 14
NOISES = (0.0, 0.05, 0.1, 0.15, 0.2)
VOCABULARY = 20_000
OWN_WORDS = 4_000
INTRO, SPONSOR, OUTRO = 45, 120, 70
Episode = tuple[list[str], np.ndarray]
"""The words of a transcript, and which of them are boilerplate."""


class _Show:
    """The episodes of one channel."""

    def __init__(self, noise: float) -> None:
        self._chance = np.random.default_rng(SEED)
        self._noise = noise
        weights = 1 / (np.arange(VOCABULARY) + 3)
        self._weights = weights / weights.sum()
        self._intro, self._outro = self._said(INTRO), self._said(OUTRO)
        self._sponsors = [self._said(SPONSOR) for _ in range(3)]

    def _said(self, words: int) -> list[str]:
        numbers = self._chance.choice(VOCABULARY, words, p=self._weights)
        return [f"w{number:x}" for number in numbers.tolist()]

    def _heard(self, said: list[str]) -> list[str]:
        """With some words changed (60%), missed (20%) or added (20%), as recognisers do."""
        heard: list[str] = []
        for word in said:
            error = self._chance.random() / self._noise if self._noise else 1.0
            if error >= 1:
                heard.append(word)
            elif error < 0.8:
                heard += self._said(1) if error < 0.6 else [word, *self._said(1)]
        return heard

    def episode(self, number: int) -> Episode:
        begin = int(self._chance.integers(500, OWN_WORDS - 500))
        own = self._said(OWN_WORDS)
        parts = [
            (self._heard(self._intro), True),
            (own[:begin], False),
            (self._heard(self._sponsors[number % 3]), True),
            (own[begin:], False),
            (self._heard(self._outro), True),
        ]
        marks = [np.full(len(words), is_planted) for words, is_planted in parts]
        return list(chain.from_iterable(words for words, _ in parts)), np.concatenate(marks)


def corpus_of(episodes: list[Episode]) -> Corpus:
    texts = [" ".join(words) for words, _ in episodes]
    return Corpus.of("show", [Transcript(f"{n}.txt", text) for n, text in enumerate(texts)])


def measured(noise: float, count: int) -> list[str]:
    show = _Show(noise)
    episodes = [show.episode(number) for number in range(count)]
    held = episodes[3::4]
    known = corpus_of([one for number, one in enumerate(episodes) if number % 4 != 3])
    new = corpus_of(held)
    seconds, passages = timed(lambda: templates.learn(FragmentIndex.build(known.transcripts)))
    index = FragmentIndex.build(new.transcripts)
    later, cuts = timed(lambda: boilerplate.cuts_of(index, templates.found(new.texts, passages)))
    goes = {text_id: np.zeros(count, dtype=bool) for text_id, count in index.word_counts.items()}
    for cut in cuts.itertuples(index=False):
        goes[cut.text_id][cut.word : cut.word + cut.words] = True
    cut_words = np.concatenate([goes[text_id] for text_id in new.transcripts["text_id"]])
    planted = np.concatenate([marks for _, marks in held])
    millions = known.texts["words"].sum() / 1e6, new.texts["words"].sum() / 1e6
    return [
        f"{noise:.0%}",
        f"{count:,}",
        f"{len(passages):,}",
        f"{cut_words[planted].mean():.1%}",
        f"{cut_words[~planted].mean():.3%}",
        f"{seconds / millions[0]:.1f}",
        f"{later / millions[1]:.1f}",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", default="40,200")
    options = parser.parse_args()
    table = Table("Noise", "Episodes", "Passages", "Boilerplate cut", "Others cut")
    for column in ("Learn, s a million words", "Find, s a million words"):
        table.add_column(column, justify="right")
    for count in map(int, options.episodes.split(",")):
        for noise in NOISES:
            table.add_row(*measured(noise, count))
    Console().print(table)


if __name__ == "__main__":
    main()
