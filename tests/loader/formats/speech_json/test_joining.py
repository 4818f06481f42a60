"""Words to cues, and the spaces between them."""

from __future__ import annotations

from refrain.loader.formats.speech_json.channels import cues_of_channels
from refrain.loader.formats.speech_json.joining import cues_of, cues_of_words, fullest, grouped
from refrain.loader.formats.speech_json.spacing import placed, spaced, whole_words
from refrain.loader.timed_text import Speech


def words(text: str, *, step: float = 0.5, speaker: str | None = None) -> list[Speech]:
    return [
        Speech(word, n * step, (n + 0.9) * step, speaker) for n, word in enumerate(text.split())
    ]


def texts(speeches) -> list[str]:
    return [speech.text for speech in speeches]


def test_words_get_the_spaces_that_their_script_has():
    assert "".join(texts(spaced(words("So , well ( said Ann ) 我们 今天 。 OK !")))) == (
        "So, well (said Ann) 我们今天。 OK!"
    )


def test_words_that_bring_their_spaces_keep_them():
    pieces = [Speech(" Amer"), Speech("ican"), Speech(" gard"), Speech("ens")]
    assert texts(spaced(pieces)) == [" Amer", "ican", " gard", "ens"]
    assert texts(whole_words(pieces)) == [" American", " gardens"]
    assert texts(whole_words([Speech(" 我们"), Speech("今天"), Speech(" OK")])) == [
        " 我们",
        "今天",
        " OK",
    ]


def test_a_cue_never_ends_inside_a_word_whoever_speaks():
    pieces = [Speech(" gard", 0, 1, "A"), Speech("ens", 5, 6, "B"), Speech(" so", 6, 7, "B")]
    assert texts(grouped(pieces)) == [" gardens", " so"]


def test_a_mark_goes_to_the_word_before_it_even_after_a_pause():
    pieces = [Speech("So", 0, 1, "A"), Speech("!", 9, 9, "B"), Speech(" well", 9, 10, "B")]
    assert [(cue.text, cue.speaker) for cue in grouped(pieces)] == [("So!", "A"), (" well", "B")]


def test_a_cue_of_words_without_sentences_ends_at_200_characters():
    cues = cues_of_words(words("word " * 100))
    assert [len(cue.text.strip()) for cue in cues] == [204, 199, 94]


def test_a_short_sentence_does_not_end_a_cue():
    cues = cues_of_words(words("Yes. No. Dr. Lee came to us today. So."))
    assert texts(cues) == ["Yes. No. Dr. Lee came to us today.", " So."]


def test_segments_that_are_sentences_are_cues_as_they_are():
    segments = [Speech("So, well, it was cold.", 0, 2), Speech("Yes", 2, 3), Speech("No, no", 3, 4)]
    assert cues_of(segments) == segments
    han = [Speech("今天我们讲一个故事", 0, 2), Speech("好吗", 2, 3), Speech("故事很长很长", 3, 5)]
    assert cues_of(han) == han


def test_the_whole_text_gives_words_their_marks_and_nothing_of_it_is_lost():
    pieces = placed(words("so well then"), "«So»: so, well – then!")
    assert texts(pieces) == ["«So»: so, ", "well – ", "then!"]


def test_a_whole_text_that_says_something_else_is_not_used():
    assert placed(words("so well then"), "nothing like it at all, and longer") == []
    assert texts(cues_of_words(words("so well then"), "nothing like it, longer")) == [
        "so well then"
    ]


def test_the_first_level_that_has_all_is_the_fullest():
    one, other, third = [Speech("so well")], [Speech("so"), Speech("well")], [Speech("so")]
    assert fullest(third, other, one) is other
    assert fullest([], []) == []


def test_who_speaks_in_the_gap_of_another_channel_ends_a_cue_and_who_speaks_meanwhile_does_not():
    first = [Speech("so", 0, 1, "A"), Speech(" well", 1.9, 3, "A"), Speech(" then", 3.1, 4, "A")]
    gap, meanwhile = [Speech("yes", 1.2, 1.5, "B")], [Speech("yes", 2.9, 3.2, "B")]
    assert texts(cues_of_channels([first, gap])) == ["so", "yes", " well then"]
    assert texts(cues_of_channels([first, meanwhile])) == ["so well then", "yes"]
