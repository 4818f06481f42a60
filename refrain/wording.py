"""Numbers in words: the one way to write 31% and 1,041 words, wherever people read them."""

from __future__ import annotations

from collections.abc import Sequence

MAX_NAMES = 5
"""The most names that a message lists."""


def plural(count: int, noun: str, nouns: str = "") -> str:
    """A count with its noun, whose plural is `nouns`, or else the noun with an s.

    >>> plural(1, "prompt"), plural(1041, "word"), plural(2, "match", "matches")
    ('1 prompt', '1,041 words', '2 matches')
    """
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def percent(share: float, decimals: int = 0) -> str:
    """A share (0 to 1) in percent, with so many decimals.

    A share above 0 never reads as 0: below 1% it has one decimal at least, and below 0.1% it is
    `under 0.1%`.

    >>> percent(0.354), percent(0.354, decimals=1), percent(0.004), percent(0.0002), percent(0)
    ('35%', '35.4%', '0.4%', 'under 0.1%', '0%')
    """
    if 0 < share < 0.001:
        return "under 0.1%"
    return f"{share:.{max(decimals, 1) if 0 < share < 0.01 else decimals}%}"


def alike(similarity: float) -> str:
    """The share of words in which two passages agree, in percent, never rounded up to all.

    >>> alike(0.864), alike(0.998), alike(1)
    ('86%', '99%', '100%')
    """
    return f"{int(100 * similarity + 1e-9)}%"


def size(count: int) -> str:
    """A number of bytes as people read it, in powers of 1,000.

    >>> size(0), size(999), size(1_500), size(119_000_000), size(1_000_000_000)
    ('0 bytes', '999 bytes', '1.5 kB', '119 MB', '1 GB')
    """
    amount = float(count)
    unit = "bytes"
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 999.5 or unit == "GB":
            break
        amount /= 1_000
    decimals = 1 if amount < 10 and unit != "bytes" else 0
    return f"{amount:,.{decimals}f}".removesuffix(".0") + f" {unit}"


def clock_time(seconds: float) -> str:
    """A time in a recording, as a player shows it; what is left of a second is dropped.

    >>> clock_time(247.9), clock_time(3725), clock_time(0)
    ('4:07', '1:02:05', '0:00')
    """
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def copies_note(copies: int) -> str:
    """What to say of the copies, where repeats of the distinct texts were counted; "" for none.

    >>> copies_note(1)
    'Besides, 1 transcript is a copy of another: a copy is counted once here.'
    >>> copies_note(50)
    'Besides, 50 transcripts are copies of another: a copy is counted once here.'
    """
    if not copies:
        return ""
    are = "is a copy" if copies == 1 else "are copies"
    return f"Besides, {plural(copies, 'transcript')} {are} of another: a copy is counted once here."


def repeated_and_used(share: float, times: int) -> str:
    """How much of a text is repeated, and how often the text is used as a whole.

    >>> repeated_and_used(0.35, 1), repeated_and_used(0, 51)
    ('35%', '0%, used 51 ×')
    """
    return percent(share) + (f", used {times:,} ×" if times > 1 else "")


def name_some(names: Sequence[str]) -> str:
    """The first few of some names in a sentence, and how many there are besides.

    >>> name_some(["a", "b"]), name_some(list("abcdefg"))
    ('a, b', 'a, b, c, d, e and 2 more')
    """
    more = f" and {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
    return ", ".join(names[:MAX_NAMES]) + more
