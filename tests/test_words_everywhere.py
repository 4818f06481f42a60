"""Every analysis counts, compares and finds the same words (`refrain.words`), in every script."""

from __future__ import annotations

import pandas as pd
import pytest

from refrain import boilerplate, concordance, keywords, summary, tokens, words
from refrain.fragments import FragmentIndex, RepeatQuery
from tests.builders import corpus_of, index_of, topics_of

TEXTS = {
    "Chinese": "欢迎收听我们的节目，今天我们讨论机器学习和数据。",
    "Japanese": "今日は学習について話します。データは大切です。",
    "Thai": "สวัสดีครับ วันนี้เราจะคุยกันเรื่องการเรียนรู้",
    "Khmer": "យើងនិយាយអំពីការរៀនសូត្រនៅថ្ងៃនេះ",
    "Burmese": "ယနေ့ ကျွန်တော်တို့ စာသင်ကြမယ်။",
    "Hindi": "वे आए। फिर वे गए। हम सीखने की बात करते हैं।",
    "Arabic": "السَّلامُ عليكم، اليوم نتحدث عن التعلم.",
    "French": "C’est l’huile d’olive qu’on aime, aujourd’hui d’accord.",
    "German": "Die Großschot ist straff, das Segel flat-\ntert an der Straße.",
    "signs": "C++ and C#, F# and .NET: 3.14 of 1,000 don't know SHA-256.",
    "labels": "**Ann:** [00:01] So it is.\n**Bo:** [00:09] Yes, it is so.\n",
    "nothing": "— … —",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_count_is_the_same(text):
    once, twice = text, f"{text}\n\n{text}"
    corpus = corpus_of(once, twice)
    index = FragmentIndex.build(corpus.transcripts)
    counts = [words.count(once), words.count(twice)]
    assert counts == [len(words.words(once)), len(words.words(twice))]
    assert corpus.transcripts["words"].tolist() == counts
    assert index.word_counts[corpus.transcripts["text_id"]].tolist() == counts
    assert tokens.sizes(corpus.texts)["words"].tolist() == counts
    assert keywords.TermCounts.of(corpus.texts["text"]).words_per_text.tolist() == counts
    assert summary.counts(corpus).words == sum(counts)
    savings = index.savings(RepeatQuery(3))
    assert savings["words"] == sum(counts)
    assert 0 <= savings["saved"] <= savings["repeated"] <= sum(counts)


def test_a_chinese_text_loses_no_more_words_than_it_has():
    jingle = "欢迎收听我们的节目，今天我们讨论机器学习和数据，请大家订阅。" * 20
    corpus = corpus_of(f"大家好。{jingle}第一集。", f"朋友们。{jingle}第二集。")
    index = FragmentIndex.build(corpus.transcripts)
    shares = index.shares(RepeatQuery(20))
    assert shares["share"].between(0.9, 1).all()
    chosen = index.fragments(RepeatQuery(20)).rows["fragment"].tolist()
    cleaned = boilerplate.clean(corpus.transcripts, boilerplate.cuts(index, chosen))
    assert 0 < cleaned["words"].sum() < corpus.transcripts["words"].sum()
    assert cleaned["words"].tolist() == [words.count(text) for text in cleaned["text"]]


@pytest.mark.parametrize(
    ("letters", "one", "other"),
    [
        ("កខគង", "ា", "ូ"),
        ("ကခဂင", "ာ", "ိ"),
        ("ກຂຄງ", "າ", "ິ"),
        ("ཀཁགང", "ི", "ུ"),
        ("कखगघ", "ा", "ु"),
        ("かきくけ", "\u3099", ""),
        ("بتثج", "َ", "ِ"),
        ("aeio", "\u0301", "\u0300"),
    ],
    ids=["Khmer", "Burmese", "Lao", "Tibetan", "Hindi", "kana", "Arabic", "Latin"],
)
def test_texts_that_differ_in_the_marks_of_every_word_share_nothing(letters, one, other):
    texts = [" ".join(letter + mark for letter in letters) for mark in (one, other)]
    assert [words.count(text) for text in texts] == [4, 4]
    assert index_of(*texts).fragments(RepeatQuery(3)).rows.empty


def matches(text: str, phrase: str) -> list[str]:
    texts = topics_of(("a", text)).texts
    return concordance.lines(texts, phrase).rows["match"].tolist()


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("C, C++, c++ and C#.", "c++", ["C++", "c++"]),
        ("C, C++, c++ and C#.", "C", ["C"]),
        ("C, C++, c++ and C#.", "c#", ["C#"]),
        ("A net, .NET and ASP.NET.", ".net", [".NET", ".NET"]),
        ("A net, .NET and ASP.NET.", "net", ["net"]),
        ("C’est l’huile d’olive.", "huile", ["huile"]),
        ("C’est l’huile d’olive.", "l'huile d'olive", ["l’huile d’olive"]),
        ("C’est l’huile d’olive.", "lhuile", []),
        ("İstanbul, ISTANBUL, istanbul", "İSTANBUL", ["İstanbul", "ISTANBUL", "istanbul"]),
        ("Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("It is inter-\nnational.", "international", ["inter-\nnational"]),
        ("so\u00adft soft", "soft", ["so\u00adft", "soft"]),
        ("今天我们讨论机器学习", "机器学习", ["机器学习"]),
        ("वे आए।", "आए", ["आए"]),
        ("**Ann:** So says Ann.", "ann", ["Ann"]),
    ],
)
def test_a_word_is_found_as_itself(text, phrase, expected):
    assert matches(text, phrase) == expected


def test_keywords_are_words_as_they_are_written():
    corpus = topics_of(
        ("a", "C’est l’huile, l’huile de C++ à la Straße. " * 9),
        ("b", "C’est l’eau, l’eau de .NET à İstanbul. " * 9),
    )
    table = keywords.keywords(corpus.texts)
    assert {"huile", "C++", "Straße", "eau", ".NET", "İstanbul"} <= set(table["spelling"])
    assert not {"lhuile", "leau"} & set(table["word"])


def test_a_contraction_leaves_out_no_word_that_looks_like_it():
    corpus = topics_of(
        ("a", "The shell and the id were ill, well, in the shed of hell. " * 9),
        ("b", "She'll say I'd come, I'll see, we'll go, he'd and she'd know a cat. " * 9),
    )
    assert {"shell", "id", "ill", "shed", "hell"} <= set(keywords.keywords(corpus.texts)["word"])
    of_b = keywords.keywords(corpus.texts, topics=["b"])["word"].tolist()
    assert not {"shell", "id", "ill", "well", "hed", "shed"} & set(of_b)


@pytest.mark.parametrize(
    "label",
    ["SPEAKER_0{}:", "**Speaker {}:**", ">> Speaker {}:", "[00:0{}:07]", "Speaker {}  0:04\n"],
)
def test_labels_and_times_are_no_difference_between_repeats(label):
    lines = ["So it began", "and nobody knew", "what came of it"]
    one, other = ("\n".join(f"{label.format(n)} {line}" for line in lines) for n in (1, 2))
    repeats = index_of(f"{one}\nOne.", f"{other}\nTwo.").fragments(RepeatQuery(10)).rows
    assert repeats["words"].tolist() == [10]
    assert repeats["places"].tolist() == [2]


def test_a_missing_text_has_no_words():
    corpus = corpus_of("so it is", None)
    assert corpus.transcripts["words"].tolist() == [3, 0]
    assert isinstance(corpus.transcripts["words"], pd.Series)
