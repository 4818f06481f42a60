"""What people say to each other, word by word: a model that every dialect can be written from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from hypothesis import strategies as st

HAN = "我们今天说故事吗好再见"
WORDS = (
    *("so", "well", "I", "don't", "know", "25", "C++", "R&B", "a", "that's", "e-mail"),
    *("über", "weiß", "Straße", "نعم", "مرحبا", "كيف", "नमस्ते", "क्या", "हाल", "안녕", "🙂"),
)
MARKS = ("", "", "", ",", ".", "?", "!", ":")


@dataclass(frozen=True)
class Word:
    """A word, the mark behind it, and when it is said (milliseconds)."""

    text: str
    mark: str
    start: int
    end: int

    @property
    def written(self) -> str:
        return self.text + self.mark


@dataclass(frozen=True)
class Utterance:
    """What one person says at one time."""

    speaker: int
    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def text(self) -> str:
        return written(self.words)


@dataclass(frozen=True)
class Conversation:
    """The utterances, one after the other."""

    utterances: tuple[Utterance, ...]

    @property
    def words(self) -> list[Word]:
        return [word for one in self.utterances for word in one.words]

    @property
    def text(self) -> str:
        return written(self.words)

    @property
    def speakers(self) -> list[int]:
        return list(dict.fromkeys(one.speaker for one in self.utterances))


def written(words: list[Word] | tuple[Word, ...]) -> str:
    """The words as people write them: none of Han has a space before it where one stands there."""
    text = ""
    for word in words:
        if text and not (text[-1] in HAN + "。，" and word.text[0] in HAN):
            text += " "
        text += word.written
    return text


def words_of(*texts: str) -> list[tuple[str, str]]:
    """Words with their marks, of texts with spaces between them."""
    pairs = []
    for text in texts:
        for word in text.split():
            bare = word.rstrip(",.?!:。，")
            pairs.append((bare, word[len(bare) :]))
    return pairs


def conversation_of(*turns: tuple[int, str], pause: int = 300) -> Conversation:
    """What speakers say, by their number; a word lasts 300 ms, with 50 ms before the next."""
    return _timed([(speaker, words_of(text)) for speaker, text in turns], pause)


def _timed(turns: list[tuple[int, list[tuple[str, str]]]], pause: int) -> Conversation:
    clock = count(0, 50)
    utterances = []
    for speaker, pairs in turns:
        words = []
        for text, mark in pairs:
            start = next(clock)
            end = start + 300
            clock = count(end + 50, 50)
            words.append(Word(text, mark, start, end))
        clock = count(words[-1].end + pause, 50)
        utterances.append(Utterance(speaker, tuple(words)))
    return Conversation(tuple(utterances))


_spaced = st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS))
_han = st.tuples(st.text(HAN, min_size=1, max_size=4), st.sampled_from(["", "", "，", "。"]))
_said = st.lists(_spaced, min_size=1, max_size=9) | st.lists(_han, min_size=1, max_size=9)
conversations = st.builds(
    _timed,
    st.lists(st.tuples(st.integers(1, 3), _said), min_size=1, max_size=6),
    st.sampled_from([100, 700, 1_300]),
)
