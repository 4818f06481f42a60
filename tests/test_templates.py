"""Boilerplate is learned from some transcripts and cut from others; what is none says so."""

from __future__ import annotations

import json

import pytest

from refrain import boilerplate, templates
from refrain.templates import Passage, TemplateError
from refrain.words import words
from tests.builders import corpus_of, english, index_of

INTRO = "Hello and welcome to the paper show, the only show about paper, with your host Ann Lee."
SPONSOR = (
    "This part is brought to you by the old mill at the river, who have made fine paper since the "
    "year of the great flood, and who send it to you by boat, by train and by mule."
)
ASIDE = "so you see what I mean when I say that all of this"


def episode(number: int, *, sponsor: str = SPONSOR, intro: str = INTRO) -> str:
    own = english(number, 600)
    return f"{intro} {own[:1200]} {sponsor} {own[1200:2400]} {ASIDE} {own[2400:]}"


def test_intro_and_sponsor_are_learned_and_a_habit_of_speech_is_not():
    learned = templates.learn(index_of(*map(episode, range(4))))
    assert {(one.text.strip(), one.kind, one.transcripts) for one in learned} == {
        (INTRO.rstrip("."), "start", 4),
        (SPONSOR.rstrip("."), "anywhere", 4),
    }


def test_what_too_few_have_and_what_versions_of_one_episode_share_is_not_learned():
    two = index_of(episode(1), episode(2), english(3, 600))
    assert templates.learn(two) == []
    assert len(templates.learn(two, min_transcripts=2)) == 2
    talk = english(9, 400)
    versions = (talk, f"{talk} And so on.", f"So. {talk}", english(8, 400))
    assert templates.learn(index_of(*versions)) == []


def test_near_matches_carry_a_passage_and_are_cut_from_texts_that_were_not_there_and_given_back():
    misheard = SPONSOR.replace("old mill", "oldmill").replace("by boat", "by goat")
    learned = templates.learn(
        index_of(episode(1), episode(2, sponsor=misheard), episode(3, sponsor=misheard))
    )
    assert [one.transcripts for one in learned] == [3, 3]
    again = SPONSOR.replace("fine", "fine fine").replace("the great", "a great")
    corpus, other = corpus_of(episode(7, sponsor=again), INTRO), english(5, 300)
    index = index_of(*corpus.texts["text"], other)
    cuts = boilerplate.cuts_of(index, templates.found(index.texts, learned))
    cleaned = boilerplate.clean(corpus.transcripts, cuts)
    assert words(cleaned["text"][0]) == words(episode(7, sponsor="", intro=""))
    assert cleaned["text"][1] == ""  # a text that is a passage and nothing else
    assert set(cuts["text_id"]) == set(corpus.texts["text_id"])
    record = boilerplate.record(corpus.transcripts, cuts)
    assert boilerplate.restore(cleaned, record).equals(corpus.transcripts)


def test_a_passage_that_is_written_in_other_ways_has_these_ways_too():
    """Of the ends, which differ, each agrees with the passage in less than 90% of its words."""
    ways = [SPONSOR, *(SPONSOR.replace("the year of the great", way) for way in ("a", "every"))]
    learned = templates.learn(index_of(*(episode(n, sponsor=way) for n, way in enumerate(ways))))
    (sponsor,) = (one for one in learned if one.kind == "anywhere")
    assert (sponsor.transcripts, len(sponsor.also)) == (3, 2)
    assert "since every flood" in " ".join(sponsor.also)
    texts = index_of(f"{english(1, 100)} {ways[2]} {english(2, 100)}").texts
    (other,) = (stretch for one in sponsor.also if "every" in one for stretch in [one])
    (found,) = templates.found(texts, [Passage(INTRO, "end", 3, 1.0, (other,))]).values()
    assert found["words"].tolist() == [len(words(other))]


def test_a_stretch_goes_only_if_it_agrees_in_the_share_that_its_passage_asks_for():
    heard = SPONSOR.replace("boat", "goat")
    before = words(heard).index("goat")
    texts = index_of(f"{english(1, 100)} {heard} {english(2, 100)}").texts
    intro = Passage(INTRO, "start", 3, 0.7)
    counts = [
        sum(rows["words"].sum() for rows in templates.found(texts, [intro, passage]).values())
        for passage in (Passage(SPONSOR, "end", 3, share) for share in (0.7, 1.0))
    ]
    assert counts == [len(words(heard)), before]
    assert templates.found(texts, [Passage(INTRO, "start", 3)]) == {}
    assert templates.found(texts, []) == {}
    assert templates.found(texts.head(0), [Passage(SPONSOR, "end", 3)]) == {}


def test_a_file_says_the_same_when_it_is_read(tmp_path):
    passages = [
        Passage(f"{INTRO}\n«ü» \u2028", "start", 4, 0.8),
        Passage(SPONSOR, "anywhere", 3, 0.65, (INTRO,)),
    ]
    path = tmp_path / "show.json"
    path.write_text(templates.written(passages[::-1], "show"), encoding="utf-8")
    assert templates.read(path) == passages
    assert "«ü»" in path.read_text(encoding="utf-8")


GOOD = {"text": INTRO, "kind": "start", "transcripts": 3, "similarity": 0.8}
HEAD = {"format": templates.FORMAT, "version": 1}


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ([], "is no file of boilerplate"),
        ({"passages": []}, "is no file of boilerplate"),
        ({**HEAD, "version": 2}, "says version 2"),
        (HEAD, "has no list of “passages”"),
        ({**HEAD, "passages": [GOOD, 3]}, "passage 2: it lacks a “text” of 10 words"),
        ({**HEAD, "passages": [{**GOOD, "text": "too short"}]}, "passage 1: it lacks a “text”"),
        ({**HEAD, "passages": [{**GOOD, "kind": []}]}, "it lacks a “kind”"),
        ({**HEAD, "passages": [{**GOOD, "similarity": 0.2}]}, "“similarity” from 0.6 to 1"),
        ({**HEAD, "passages": [{**GOOD, "similarity": True}]}, "“similarity” from 0.6 to 1"),
        ({**HEAD, "passages": [{**GOOD, "also": [INTRO, "short"]}]}, "a list of texts of 10 words"),
        ({**HEAD, "passages": [{**GOOD, "transcripts": "3"}]}, "a number of “transcripts”"),
    ],
)
def test_what_is_no_file_of_boilerplate_says_what_is_wrong_and_what_to_do(facts, why, tmp_path):
    path = tmp_path / "show.json"
    path.write_text(facts if isinstance(facts, str) else json.dumps(facts))
    with pytest.raises(TemplateError, match="refrain boilerplate learn") as raised:
        templates.read(path)
    assert f"{path}" in str(raised.value)
    assert why in str(raised.value)
