"""Loops, whatever is between their turns, and captions that roll."""

from __future__ import annotations

from itertools import pairwise

import pytest

from refrain import audit
from tests.builders import corpus_of, english


def told(*texts: str) -> list[str]:
    """The kinds of findings on what is said again."""
    kinds = audit.findings(corpus_of(*texts))["kind"]
    others = ("wrong-language", "outlying-length", "left-markup")
    return [kind for kind in kinds if kind not in others]


def lines(seed: int = 1, count: int = 60, words: int = 6) -> list[str]:
    said = english(seed, count * words, sentences=False).split()
    return [" ".join(said[n : n + words]) for n in range(0, len(said), words)]


_HINDI = """
और फिर हम सब मिलकर घर की ओर चले गए जहाँ माँ ने खाना बनाया था आज मौसम बहुत अच्छा है
"""
HINDI = _HINDI.split()
CHINESE = "我们今天讨论机器学习模型数据时候因为所以可以知道问题不是什么大家觉得非常就是然后"


@pytest.mark.parametrize(
    ("text", "phrase", "turns"),
    [
        (" ".join(f"[{n // 60:02}:{n % 60:02}] thank you" for n in range(80)), "thank you", 80),
        (" ".join(f"{n // 60:02}:{n % 60:02} thank you" for n in range(80)), "thank you", 80),
        (" ".join(f"{n}. thanks" for n in range(1, 41)), "thanks", 40),
        (
            "\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nBye.\n" for n in range(20)),
            "Bye",
            20,
        ),
        (" ".join(f"{n * 1000:,} شكرا لكم" for n in range(30)), "شكرا لكم", 30),
        (" ".join(f"{n} धन्यवाद" for n in range(30)), "धन्यवाद", 30),
        ("10 " * 60, "10", 60),
        ("1 2 " * 60, "1 2", 60),
        ("ha" * 400, "ha", 400),
        ("so " + "hahaha" * 100 + " yes", "ha", 300),
        ("HaHAha" * 100, "Ha", 300),
        ("哈" * 400, "哈哈", 200),
        ("ха" * 300, "ха", 300),
        ("ہا" * 300, "ہا", 300),
        ("ฮ่า" * 300, "ฮ่า", 300),
        ("a" * 5000, "a", 5000),
        ("n" + "o" * 900, "o", 900),
        ("thankyou" * 60, "thankyou", 60),
        ("谢谢大家观看" * 40, "谢谢大家观看", 40),
    ],
)
def test_a_loop_is_found_whatever_is_between_its_turns(text, phrase, turns):
    findings = audit.findings(corpus_of(text))
    findings = findings[findings["kind"] == "loop"]
    assert len(findings) == 1
    assert f"loops: “{phrase}” comes {turns:,} times in a row." in findings["message"].iloc[0]
    assert told(text) == ["loop"]
    at = findings["at"].iloc[0]
    assert text[at : at + len(phrase)] == phrase


@pytest.mark.parametrize(
    "laugh",
    ["hahaha", "nooooo", "www", "aaaaaaaaaaaaargh", "哈哈哈哈", "55555", "ฮ่าๆๆๆๆ", "ههههههههه"],
)
def test_a_short_laugh_is_no_loop(laugh):
    assert (
        told(f"{english(1, 60, sentences=False)} {laugh} {english(2, 60, sentences=False)}") == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "see https://example.org/a/very/long/address/of/one/page/with/many/parts/in/it/index.html",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "十" + "年" * 3 + "前",
        " ".join(str(n) for n in range(300)),
        " ".join(f"chapter {n} {word}" for n, word in enumerate(english(1, 60).split())),
        " ".join(f"{word} 7" for word in english(1, 60).split()),
    ],
)
def test_long_words_and_lists_are_no_loops(text):
    assert "loop" not in told(text)


def rolled_by_two(some: list[str]) -> str:
    """Each caption has the last line of the one before and a new one."""
    return "\n".join(f"{one}\n{other}" for one, other in pairwise(some))


def rolled_by_three(some: list[str]) -> str:
    return "\n".join("\n".join(some[n : n + 3]) for n in range(len(some) - 2))


def rolled_in_place(some: list[str]) -> str:
    """As video sites export them: each line alone, with the one before, and alone again."""
    return "\n".join(f"{one}\n{one}\n{other}" for one, other in pairwise(some))


def growing(some: list[str]) -> str:
    """Captions of a live talk: each line comes piece by piece."""
    pieces = [line.split(" ") if " " in line else [line[:3], line[3:6], line[6:]] for line in some]
    joint = " " if " " in some[0] else ""
    return "\n".join(joint.join(line[: n + 1]) for line in pieces for n in range(len(line)))


def on_one_line(some: list[str]) -> str:
    return rolled_by_two(some).replace("\n", " ")


def with_times(some: list[str]) -> str:
    captions = rolled_by_two(some).split("\n")
    return "\n".join(
        f"00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\n{line}\n"
        for n, line in enumerate(captions)
    )


def numbered(some: list[str]) -> str:
    return "\n".join(f"{n}\n{line}" for n, line in enumerate(rolled_by_two(some).split("\n")))


@pytest.mark.parametrize(
    "roll",
    [rolled_by_two, rolled_by_three, rolled_in_place, growing, on_one_line, with_times, numbered],
)
@pytest.mark.parametrize(
    "some",
    [
        lines(),
        [" ".join(HINDI[n % 19 :] + HINDI[: n % 19])[:40] + f" शब्द{n}" for n in range(60)],
        [CHINESE[(7 * n) % 30 :][:9] + "甲乙丙丁戊己庚辛壬癸"[n % 10] for n in range(60)],
    ],
    ids=["English", "Hindi", "Chinese"],
)
def test_captions_that_roll_are_a_finding_of_their_own(roll, some):
    text = roll(some)
    assert told(text) == ["rolling-captions"]
    findings = audit.findings(corpus_of(text))
    finding = findings[findings["kind"] == "rolling-captions"].iloc[0]
    assert "has captions that scroll" in finding["message"]
    assert len(finding["places"]) >= 10


def test_the_evidence_is_a_line_and_how_much_is_said_again():
    findings = audit.findings(corpus_of(rolled_by_two(lines(words=5))))
    assert findings["kind"].tolist() == ["rolling-captions"]
    message = findings["message"].iloc[0]
    assert f"“{lines(words=5)[1]}” comes twice in a row" in message
    assert "and so do 57 more lines (50% of the words)" in message
    assert 58 * 5 <= findings["value"].iloc[0] <= 59 * 5


def test_what_people_say_twice_is_no_caption():
    """Each tenth line is said again, and one is said five times."""
    some = lines(count=200)
    speech = [line for n, line in enumerate(some) for _ in range(1 + (n % 10 == 0))]
    assert told("\n".join(speech)) == []
    assert told("\n".join([*some[:80], *some[79:80] * 2])) == []


def test_rolling_captions_beside_the_same_talk_are_not_stitched():
    some = lines(count=80)
    assert told(" ".join(some), rolled_by_two(some)) == ["rolling-captions"]


def test_a_loop_in_rolling_captions_is_told_as_well():
    text = rolled_by_two(lines()) + " and so on we go" * 9
    assert sorted(told(text)) == ["loop", "rolling-captions"]
