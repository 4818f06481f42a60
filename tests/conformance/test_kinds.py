"""Each rule of what kind a fragment is, on texts of which one knows what they repeat."""

from __future__ import annotations

import itertools

import pytest

import refrain
from refrain.fragments import KINDS, FragmentEngine, RepeatQuery

_fresh = itertools.count()


def filler(count: int) -> str:
    """So many words that occur nowhere else."""
    return " ".join(f"w{next(_fresh)}" for _ in range(count))


JINGLE = "welcome to the show where we talk of everything that swims"


def kinds_of(engine: FragmentEngine, min_words: int = 5) -> dict[str, str]:
    frame = engine.fragments(RepeatQuery(min_words)).rows
    return dict(zip(frame["passage"], frame["kind"], strict=True))


def test_what_recurs_in_one_text_alone_is_within(engine_of):
    engine = engine_of(f"{filler(300)} {JINGLE} {filler(9)} {JINGLE} {filler(300)}", filler(50))
    assert kinds_of(engine) == {JINGLE: "within"}


def test_a_loop_is_within_even_where_several_texts_have_it(engine_of):
    texts = [f"{filler(200)} {'thank you ' * 9} {filler(200)}" for _ in range(3)]
    assert set(kinds_of(engine_of(*texts)).values()) == {"within"}


def test_a_loop_recurs_at_most_as_many_words_on_as_are_asked_for(engine_of):
    def told(words: int) -> set[str]:
        loop = f"{filler(words)} " * 3
        return set(
            kinds_of(engine_of(*(f"{filler(200)} {loop}{filler(200)}" for _ in "ab"))).values()
        )

    assert told(5) == {"within"}
    assert told(6) == {"shared"}


def test_an_intro_an_outro_and_what_follows_on_an_intro_are_boundaries(engine_of):
    sponsor = filler(90)
    for texts in (
        [f"{JINGLE} {filler(400)}" for _ in range(3)],
        [f"{filler(400)} {JINGLE}" for _ in range(3)],
        # Beyond the first 50 words, but in one stretch with what is not.
        [f"{JINGLE} {sponsor} {filler(900)}" for _ in range(3)],
    ):
        assert set(kinds_of(engine_of(*texts)).values()) == {"boundary"}


def test_most_places_at_the_same_end_make_a_boundary_and_half_of_them_do_not(engine_of):
    start, middle, end = (
        f"{JINGLE} {filler(400)}",
        f"{filler(400)} {JINGLE} {filler(400)}",
        f"{filler(400)} {JINGLE}",
    )
    other = f"{JINGLE} {filler(401)}"
    assert kinds_of(engine_of(start, other, middle)) == {JINGLE: "boundary"}
    assert kinds_of(engine_of(start, middle)) == {JINGLE: "shared"}
    assert kinds_of(engine_of(start, end)) == {JINGLE: "shared"}


def test_the_edge_is_50_words_or_2_percent_and_a_quarter_at_most(engine_of):
    def at(before: int, words: int) -> str:
        return f"{filler(before)} {JINGLE} {filler(words - before - 11)}"

    def told(before: int, words: int) -> str:
        return kinds_of(engine_of(at(before, words), at(before, words)))[JINGLE]

    assert (told(50, 1000), told(51, 1000)) == ("boundary", "shared")
    assert (told(100, 5000), told(101, 5000)) == ("boundary", "shared")
    assert (told(20, 80), told(21, 80)) == ("boundary", "shared")


def test_windows_of_a_longer_version_are_excerpts_wherever_they_are(engine_of):
    whole = [filler(40) for _ in range(9)]
    short = " ".join(whole[::3])
    engine = engine_of(short, " ".join(whole), f"{filler(500)} {whole[3]} {filler(500)}")
    found = kinds_of(engine, 20)
    # The third text has a window as well, and is no version.
    assert found == {whole[0]: "excerpt", whole[3]: "shared", whole[6]: "excerpt"}


def test_a_version_shares_half_of_the_shorter_text(engine_of):
    common = filler(100)
    half = engine_of(f"{common} {filler(100)}", f"{filler(300)} {common} {filler(300)}")
    less = engine_of(f"{common} {filler(101)}", f"{filler(300)} {common} {filler(300)}")
    assert kinds_of(half, 20) == {common: "excerpt"}
    assert kinds_of(less, 20) == {common: "shared"}


def test_many_versions_of_one_text_are_one_family(engine_of):
    whole = [filler(30) for _ in range(6)]
    texts = [" ".join(w for m, w in enumerate(whole) if m != n) + f" end {n}" for n in range(6)]
    assert set(kinds_of(engine_of(*texts), 20).values()) == {"excerpt"}


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="jingle"):
        RepeatQuery(3, ["jingle"])


def test_a_length_below_the_floor_is_refused():
    with pytest.raises(ValueError, match="3 words at least"):
        RepeatQuery(2)


def test_on_the_podcasts_intros_and_outros_are_boundaries(build, podcasts_path):
    engine = build(refrain.load(podcasts_path).transcripts)
    found = kinds_of(engine, 20)
    # What is said, without the labels between: some of it is shorter than 20 words.
    opening = ("Thanks again to our friends", "Welcome to our Spotlight series")
    assert {kind for words, kind in found.items() if words.startswith(opening)} == {"boundary"}
    assert sorted(found.values()) == ["boundary"] * 6 + ["shared"]
    shorter = kinds_of(engine, 14)
    opening = ("I’m Nadia Eghbal", "I'm Nadia Eghbal", "Welcome to our first Spotlight")
    kinds = [kind for words, kind in shorter.items() if words.startswith(opening)]
    assert kinds == ["boundary"] * 5
    assert set(engine.fragments(RepeatQuery(10)).rows["kind"]) <= set(KINDS)
