"""Corpora of any size that would make a careless analysis quadratic, as files."""

from __future__ import annotations

import random
from collections.abc import Callable

_CHINESE = """
我们 今天 讨论 机器 学习 模型 数据 时候 因为 所以 可以 知道 问题 不是 什么 大家 觉得 非常 就是 然后
"""


def _random_words(size: int, seed: int = 1) -> str:
    """Different words of eight letters, with a space after each."""
    letters = random.Random(seed).choices("abcdefghijklmnopqrstuvwxyz", k=size)
    letters[8::9] = " " * len(letters[8::9])
    return "".join(letters)


def _unspaced(size: int, seed: int = 1) -> str:
    """Chinese without white space or punctuation: words of everyday use in random order."""
    return "".join(random.Random(seed).choices(_CHINESE.split(), k=size // 2))


def _fibonacci(size: int) -> str:
    """The Fibonacci word, a letter a word: the most repeats of repeats that a text can have."""
    one, other = "a", "ab"
    while len(other) < size // 2:
        one, other = other, other + one
    return " ".join(other[: size // 2])


def _repeated(phrase: str, size: int) -> str:
    return (phrase * (size // len(phrase) + 1))[:size]


def _two(phrase: str, size: int) -> dict[str, str]:
    """A loop beside a shorter one of the same phrase."""
    longer = size * 5 // 9
    return {
        "a/longer.txt": _repeated(phrase, longer),
        "b/shorter.txt": _repeated(phrase, size - longer),
    }


def _jingles(size: int, seed: int = 1) -> str:
    """One sentence again and again, and a word that comes once after each."""
    jingle = " ".join(f"word{n}" for n in range(25))
    some = _random_words(size // (len(jingle) + 10) * 9, seed).split()
    return " ".join(f"{jingle} {word}" for word in some)


def _captions(size: int) -> str:
    """Lines of two words, each of them twice, as captions that roll have them."""
    letters = random.Random(2).choices("abcdefghijklmnopqrstuvwxyz", k=size // 4)
    pairs = zip(letters[::2], letters[1::2], strict=False)
    return "".join(f"{one} {other}\n{one} {other}\n" for one, other in pairs)


def _laughs(size: int) -> str:
    """Words of 60 letters that repeat one syllable, one after another."""
    syllables = random.Random(3).choices([a + b for a in "bdfghjkl" for b in "aeiou"], k=size)
    return " ".join(syllable * 30 for syllable in syllables[: size // 61])


def _in_ten(text: str) -> dict[str, str]:
    size = len(text) // 10
    return {f"{n % 2}/{n}.txt": text[n * size : (n + 1) * size] for n in range(10)}


SHAPES: dict[str, Callable[[int], dict[str, str]]] = {
    "one word": lambda size: {"a.txt": _random_words(size).replace(" ", "x")},
    "one letter": lambda size: {"a.txt": "a" * size},
    "one word again": lambda size: {"a.txt": _repeated("very ", size)},
    "one letter again": lambda size: {"a.txt": _repeated("a ", size)},
    "two loops": lambda size: _two("thank you for watching ", size),
    "two loops of letters": lambda size: _two("a b ", size),
    "loop in ten": lambda size: {
        f"{n % 2}/{n}.txt": _repeated("thank you for watching ", size // 10 - 23 * n)
        for n in range(10)
    },
    "no spaces": lambda size: {"a.txt": _unspaced(size)},
    "no spaces in ten": lambda size: _in_ten(_unspaced(size)),
    "no spaces, loop": lambda size: {"a.txt": _repeated("谢谢大家观看", size)},
    "lines": lambda size: {"a.txt": "so\r\n\n" * (size // 5)},
    "paragraphs": lambda size: {"a.txt": "so\n\n" * (size // 4) + "#####\nShot: a\n#####\n"},
    "lines of #": lambda size: {"a.txt": "#####\n" * (size // 6) + "Target: a\n#####\n"},
    "labels": lambda size: {"a.txt": "so\n\n" + "#####\nShot: a\n#####\n" * (size // 21)},
    "prompts": lambda size: {
        "a.txt": "so it goes\n\nand on\n\n#####\nShot: a\n#####\nTarget: b\n#####\n" * (size // 58)
    },
    "speakers": lambda size: {"a.md": "**Ann Lee:** so\n\n" * (size // 17)},
    "bold": lambda size: {"a.md": "**Ann " * (size // 6)},
    "Fibonacci": lambda size: {"a.txt": _fibonacci(size)},
    "all different": lambda size: {"a.txt": _random_words(size)},
    "different in ten": lambda size: _in_ten(_random_words(size)),
    "jingle": lambda size: {"a.txt": _jingles(size)},
    "jingle in two": lambda size: {
        "a/a.txt": _jingles(size // 2, 1),
        "b/b.txt": _jingles(size // 2, 2),
    },
    "captions": lambda size: {"a.txt": _captions(size)},
    "laughs": lambda size: {"a.txt": _laughs(size)},
    "many texts": lambda size: {
        f"{n % 20}/{n}.txt": _random_words(400, n) + _repeated("so it goes on and on ", 600)
        for n in range(size // 1000)
    },
    "marks": lambda size: {"a.txt": "a" + "\u0301" * (size - 1)},
    "apostrophes": lambda size: {"a.txt": _repeated("a'", size)},
    "full stops": lambda size: {"a.txt": _repeated(". ", size)},
    "brackets": lambda size: {"a.txt": "[" * (size // 2) + "<" * (size // 2)},
    "spaces": lambda size: {"a.txt": "a" + " " * (size - 2) + "b"},
}
"""By name: files (path to text) of so many characters."""
