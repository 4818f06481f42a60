"""Markup is no word, entities are what they stand for, and what only looks like markup stays."""

from __future__ import annotations

import html
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import keywords, markup, topics, words
from refrain.fragments import FragmentIndex
from refrain.vocabulary import Vocabulary
from refrain.word_ids import number_words
from tests.builders import corpus_of, english, topics_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don&#39;t, don&#x27;t, don&apos;t, don&rsquo;t", ["dont"] * 4),
        ("don&amp;#39;t don&amp;amp;rsquo;t", ["dont"] * 2),
        ("&quot;so&quot; &amp;quot;well&amp;quot;", ["so", "well"]),
        ("rock&nbsp;&amp;&nbsp;roll", ["rock", "roll"]),
        ("caf&eacute; d&eacute;j&agrave; &Eacute;cole &agrave;", ["café", "déjà", "école", "à"]),
        ("Stra&szlig;e, Gr&uuml;&szlig;e", ["strasse", "grüsse"]),
        ("&#1087;&#1088;&#1080;&#1074;&#1077;&#1090;", ["привет"]),
        ("&#x645;&#x631;&#x62D;&#x628;&#x627;", ["مرحبا"]),
        ("&#2344;&#2350;&#2360;&#2381;&#2340;&#2375;", ["नमस्ते"]),
        ("&#25105;&#20204;&#20170;&#22825;", ["我们", "今天"]),
        ("so&shy;ft", ["soft"]),
        ("l&#39;huile d&rsquo;&eacute;t&eacute;", ["l", "huile", "d", "été"]),
        ("caf&eacute;&#39;s 90&#39;s d&#39;you", ["cafés", "90s", "dyou"]),
        ('<font color="#ff0000">red</font> <i>it</i>', ["red", "it"]),
        ("<c.colorE5E5E5>so</c><c> we</c> <v Ann Lee>said<br/>it", ["so", "we", "said", "it"]),
        ("<b>A</b>nn E=mc<sup>2</sup>", ["ann", "e", "mc2"]),
        (r"{\an8}so {\i1}well{\i0} {\pos(10,20)}yes", ["so", "well", "yes"]),
        ("00:00:01,000 --> 00:00:02,500\nso we said", ["so", "we", "said"]),
        ('<a href="https://x.org/?a=1&amp;b=2">here</a>', ["here"]),
    ],
)
def test_markup_is_no_word_and_an_entity_is_what_it_stands_for(text, expected):
    assert words.words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AT&T; Q&A; R&D; salt&pepper", ["at", "t", "q", "a", "r", "d", "salt", "pepper"]),
        ("&quot &nonsense; &#; &#xyz;", ["quot", "nonsense", "xyz"]),
        ("a < b > c, I <3 you", ["a", "b", "c", "i", "3", "you"]),
        ("Promise<string> Vec<u8> <laughs>", ["promise", "string", "vec", "u8", "laughs"]),
        ("the `<b>` and `<font>` tags", ["the", "b", "and", "font", "tags"]),
        (r"{\bf so} {an8} {}", ["bf", "so", "an8"]),
        ("we went --> there", ["we", "went", "there"]),
        ("<I think so> <b and more", ["i", "think", "so", "b", "and", "more"]),
    ],
)
def test_what_only_looks_like_markup_is_speech(text, expected):
    assert words.words(text) == expected


PIECES = st.sampled_from(
    [
        *("&", "amp;", "&amp;", "&#39;", "&quot;", "&eacute;", "&#25105;", "&nbsp;", "<i>", "</i>"),
        *("<", ">", "<br>", "{", r"{\an8}", "`", "a", "é", "我", " ", "\n", "'", "Ann: ", "&shy;"),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_a_text_without_markup_has_its_length_and_all_else_in_place(text):
    without = markup.without(text)
    assert len(without) == len(text)
    pieces = list(markup.find(text))
    inside = {at for piece in pieces for at in range(piece.start, piece.end)}
    assert all(without[at] == text[at] for at in range(len(text)) if at not in inside)
    assert all(one.end <= other.start for one, other in pairwise(pieces))
    assert len(words.mask_unspoken(text)) == len(text)


@given(st.lists(st.lists(PIECES, max_size=15).map("".join), min_size=1, max_size=4))
def test_every_way_to_find_words_finds_the_same(texts):
    numbered = number_words(pd.Series(texts))
    spelled = [word for text in texts for word in words.words(text)]
    vocabulary = numbered.spellings()
    assert [vocabulary[n] for n in numbered.ids if n < len(vocabulary)] == spelled
    assert numbered.lengths.tolist() == [words.count(text) for text in texts]


def test_people_see_a_word_as_its_entity_reads():
    texts = pd.Series(["Caf&eacute; caf&eacute; don&#39;t"])
    assert sorted(Vocabulary.of(texts).shown.to_pylist()) == ["café", "don't"]


def test_entities_that_are_written_out_repeat_those_that_are_not():
    spoken = "well, don't you think that it's what we've said, and that they're “right” & fine"
    encoded = html.escape(spoken.replace("“", '"').replace("”", '"'))
    index = FragmentIndex.build(corpus_of(f"one {spoken} two", f"three {encoded} four").transcripts)
    counts = index.word_counts.to_list()
    assert counts[0] == counts[1]


def test_no_markup_is_a_keyword():
    cue = '{\\an8}<font color="#ff0000">it&#39;s &quot;so&quot;&nbsp;&amp;amp; we&#39;ve</font>'
    corpus = topics_of(
        *(("marked", f"{english(n, 60)} {cue} zebra") for n in range(6)),
        *(("plain", f"{english(10 + n, 60)} giraffe") for n in range(6)),
    )
    found = keywords.keywords(corpus.texts, stop_words=(), longest=2)["word"]
    words_found = {word for phrase in found for word in phrase.split()}
    assert "zebra" in words_found
    markup_words = {"quot", "nbsp", "amp", "font", "color", "39", "an8", "ff0000", "x27", "ve", "s"}
    assert not words_found & markup_words


def test_speakers_are_not_parted_within_an_entity():
    assert markup.split_names("Smith &amp; Sons; Ann;; Bo") == ["Smith &amp; Sons", "Ann", "Bo"]
    assert markup.split_names("R&D; Ann") == ["R&D", "Ann"]
    assert markup.split_names("Jos&eacute;; &#39;Bo&#39;") == ["Jos&eacute;", "&#39;Bo&#39;"]
    assert markup.split_names(" ; ") == []
    rows = corpus_of({"text": "so", "speaker": "Smith &amp; Sons; Ann"}, topic="x").transcripts
    assert topics.by_speaker(rows)["group"].to_list() == ["Smith &amp; Sons", "Ann"]


@pytest.mark.parametrize("piece", ["&amp;", "&", "<a ", "<b>", "{\\a", "`<b>", "&amp;#", "<i x "])
def test_markup_without_end_takes_linear_time(piece):
    text = piece * (1_000_000 // len(piece))
    assert len(markup.without(text)) == len(text)
