"""The tables of a build's analyses are those of the files as loaded, however these are in parts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import refrain
from refrain import audit, coverage, keywords, lengths, speakers, tokens, topics
from refrain.audit import AuditContext
from refrain.builds import Build, LocalEngine, answers, building, opened
from refrain.builds.chunks import chunks_of
from refrain.builds.finding_tables import checks_of
from refrain.corpus import Corpus
from refrain.fragments import DEFAULT, FragmentIndex
from refrain.keywords import STATISTICS, TermCounts
from refrain.seams import seams
from refrain.vocabulary import Vocabulary
from tests import shapes
from tests.builders import DATA, english

HEAD = "---\nlanguage: {}\ndate: {}\n---\n"
GERMAN = "Das ist die Stunde, in der wir uns fragen, was aus der Stadt geworden ist. Danach {}. "
FOUND = {
    "no-words",
    "stitched",
    "truncated",
    "loop",
    "wrong-language",
    "left-markup",
    "two-topics",
    "label-spellings",
    "little-vocabulary",
    "unknown-language",
    "unclear-date",
    "copies",
}


def write_dataset(folder: Path) -> None:
    """Files of which each check finds something, and has to look at several to do so."""
    # No sentence ends in `upon`.
    texts = [english(n, 264).replace(" the ", " upon ") for n in range(12)]
    # Two passages of another text, in another order.
    texts[1] = f"{texts[0][900:1300]} {texts[0][100:500]}"
    texts[2] += f" {texts[0][:600]}."
    texts[3] += " And then we stood upon"
    texts[4] += " thank you" * 30 + "."
    texts[5] = f"**Ann Water:** They&#39;ll <b>see</b>, Water. {texts[5]}"
    texts[6] = "".join(GERMAN.format(english(n, 3)) for n in range(12))
    texts[7] = " ".join(english(20 + n % 3, 12 - n % 5) for n in range(40))
    for n, text in enumerate(texts):
        topic = folder / ("one", "other", "One")[n % 3]
        topic.mkdir(exist_ok=True)
        head = HEAD.format("gibberish" if n == 8 else "en", "sometime" if n == 9 else "2024-02-03")
        (topic / f"{n:02}.md").write_text(head + text, encoding="utf-8")
    lines = [f"00:0{n}:00.000 --> 00:0{n}:50.000\nAnn: {english(40 + n, 60)}\n" for n in range(3)]
    (folder / "timed.vtt").write_text("WEBVTT\n\n" + "\n".join(lines), encoding="utf-8")
    (folder / "other" / "copy.md").write_text(texts[0].upper(), encoding="utf-8")
    (folder / "zero.txt").write_text("... !", encoding="utf-8")


@pytest.fixture(scope="module", params=["dataset", "sample"])
def both(request, tmp_path_factory) -> tuple[Corpus, Build]:
    """A corpus as loaded, and its build: each of the files in a part of its own."""
    path = DATA / "sample.txt"
    if request.param == "dataset":
        path = tmp_path_factory.mktemp("dataset")
        write_dataset(path)
    out = tmp_path_factory.mktemp("build") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "chunks_of", lambda asked, options: chunks_of(asked, options, 1))
        building.build([path], out, engine=LocalEngine(1))
    return refrain.load(path), opened(out)


@pytest.fixture(scope="module")
def index(both) -> FragmentIndex:
    return FragmentIndex.build(both[0].transcripts)


def test_findings_are_those_of_the_files(both, index):
    corpus, build = both
    context = AuditContext(corpus, lambda: index, has_near_repeats=False)
    direct = {check.name: audit.found(check, context) for check in checks_of(20)}
    together = audit.in_order(direct.values())
    pd.testing.assert_frame_equal(answers.findings(build), together)
    if corpus.name != "sample.txt":
        assert set(together["kind"]) >= FOUND
    ordered = answers.in_checks(build)
    pd.testing.assert_frame_equal(audit.in_order(ordered.values()), together)
    assert [len(ordered[check]) for check in direct] == list(map(len, direct.values()))
    pd.testing.assert_frame_equal(answers.seams(build), seams(index))
    assert any("near-copies" in sentence.casefold() for sentence in build.manifest.left_out)


def test_lengths_times_tokens_and_topics_are_those_of_the_files(both):
    corpus, build = both
    tokenizer = tokens.bundled("o200k")
    counted, times = tokens.counts(corpus.texts, tokenizer), lengths.timing(*tables(corpus))
    pd.testing.assert_series_equal(
        answers.tokens(build, tokenizer), counted, check_index_type=False
    )
    assert answers.tokens(build, tokens.bundled("cl100k")) is None
    times.index = times.index.astype("str")
    pd.testing.assert_frame_equal(answers.timing(build), times)
    assert len(times) == (corpus.name != "sample.txt")
    direct = lengths.lengths(corpus.transcripts, distinct=False, tokens=counted, times=times)
    pd.testing.assert_frame_equal(build.table("lengths"), direct, check_dtype=False)
    by_topic = topics.distribution(corpus.transcripts, counted)
    pd.testing.assert_frame_equal(build.table("topics"), by_topic, check_dtype=False)


def tables(corpus: Corpus) -> tuple[pd.DataFrame, pd.DataFrame]:
    return corpus.transcripts, corpus.cues


def test_what_repeats_is_that_of_the_files(both, index):
    _, build = both
    pd.testing.assert_frame_equal(
        build.table("occurrences"), index.occurrences(DEFAULT), check_dtype=False
    )
    shares = index.shares(DEFAULT)
    pd.testing.assert_frame_equal(
        build.table("shares"), shares, check_dtype=False, check_categorical=False
    )
    fragments, total = index.fragments(DEFAULT)
    pd.testing.assert_frame_equal(
        build.table("fragments").drop(columns="rank"), fragments, check_dtype=False
    )
    savings = build.table("savings").to_dict("records")
    assert savings == [{**index.savings(DEFAULT), "fragments": total}]
    covered = build.table("coverage").set_index("text_id")
    direct = coverage.relative(index, DEFAULT)
    assert np.allclose(covered.to_numpy(), direct[direct.any(axis=1)], atol=1e-6)
    assert list(covered.index) == list(index.texts["text_id"][direct.any(axis=1)])


@pytest.mark.parametrize("without_names", [False, True])
@pytest.mark.parametrize("once", [False, True])
def test_keywords_and_comparisons_are_those_of_the_files(both, index, without_names, once):
    corpus, build = both
    texts = corpus.texts
    found = Vocabulary.of(texts["text"])
    mask = np.zeros(int(found.lengths.sum()), dtype=bool)
    if without_names:
        mask |= speakers.name_mask(texts["text"], found)
    if once:
        mask |= coverage.word_mask(index.redundant(DEFAULT), index.word_counts)
    direct = TermCounts.of(texts["text"], 1, leave_out=mask, found=found)
    counts = answers.word_counts(build, without_names=without_names, once=once)
    assert (counts.counted, counts.left_out) == (direct.counted, direct.left_out)
    for statistic in STATISTICS:
        pd.testing.assert_frame_equal(
            keywords.keywords(texts, statistic=statistic, counts=counts),
            keywords.keywords(texts, statistic=statistic, counts=direct),
        )
    a, b = corpus.topics[:2]
    pd.testing.assert_frame_equal(
        keywords.compare(texts, a, b, counts=counts),
        keywords.compare(texts, a, b, counts=direct),
    )


@pytest.mark.parametrize("name", ["only-empty", "only-labels", "binary"])
def test_of_files_without_texts_there_is_nothing_to_say(name, tmp_path):
    path = shapes.write(tmp_path / "shapes")[name]
    building.build([path], tmp_path / "out", engine=LocalEngine(1))
    build = opened(tmp_path / "out")
    assert answers.timing(build).empty
    assert answers.word_counts(build).counted == 0
    assert (answers.findings(build)["kind"] != "").all()
