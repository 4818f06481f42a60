"""The report is one file that holds all it shows, and shows text as it is."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

import refrain
from refrain.audit import FINDING_KINDS
from refrain.cli import main
from refrain.corpus import Corpus
from refrain.report import html
from tests.builders import DATA, prompts_of
from tests.shapes import HOSTILE, write


@pytest.fixture(scope="module")
def sample() -> str:
    return html(refrain.load(DATA / "sample.txt"))


def without_plotly(report: str) -> str:
    """The report without its longest script, which is Plotly."""
    scripts = re.findall(r"<script>.*?</script>", report, re.DOTALL)
    return report.replace(max(scripts, key=len), "")


def test_it_says_what_is_here_and_what_is_wrong(sample):
    own = without_plotly(sample)
    for told in (
        "sample.txt",
        "18,037",
        FINDING_KINDS["leak"].plural,
        "Prompt 5 leaks",
        "sample.txt, line 63",
    ):
        assert told.replace("'", "&#39;") in own
    assert "4 errors, 9 warnings, 3 notes" in own
    assert "Words that set each topic apart" in own


def test_it_asks_for_nothing_outside_itself(sample):
    own = without_plotly(sample)
    assert not re.findall(r"""(?:src|href)\s*=|url\(|@import|https?://""", own)
    assert own.count("<script>") == 1
    assert 4e6 < len(sample.encode()) < 10e6


@pytest.mark.parametrize("name", ["one", "only-labels", "only-empty", "symbols", "loop", "many"])
def test_every_shape_of_corpus_has_one(tmp_path, name):
    assert "What is wrong" in html(refrain.load(write(tmp_path)[name]))


def test_nothing_at_all_has_one_too():
    assert "Nothing was found" in html(Corpus.of("empty", []))


def test_text_from_a_dataset_is_shown_as_it_is(tmp_path):
    corpus = refrain.load(write(tmp_path)["hostile"])
    own = without_plotly(html(replace(corpus, name=HOSTILE)))
    assert "<b>x</b>" not in own
    assert "<script>alert" not in own
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in own
    assert own.count("</script>") == 1


def test_nothing_in_the_figures_can_end_their_script(sample):
    (figures,) = re.findall(r"^const figures = (.*);$", without_plotly(sample), re.MULTILINE)
    assert json.loads(figures)
    assert "\\u003c" in figures
    assert not set(figures) & {"<", "\u2028", "\u2029"}


def test_texts_without_a_repeat_are_left_out_and_function_words_are_no_keywords(tmp_path):
    paths = write(tmp_path)
    (paths["two-alike"] / "c.txt").write_text("quite other words")
    assert "1 text without a repeat left out" in html(refrain.load(paths["two-alike"]))
    assert "Where in each transcript" not in html(refrain.load(paths["dated"]))
    turns = "**Ann Lee:** und nicht aber Segel Segel\n\n" * 30
    for folder, text in (("a", turns), ("b", "und aber Hafen " * 30)):
        (tmp_path / "de" / folder).mkdir(parents=True)
        (tmp_path / "de" / folder / "x.md").write_text(f"---\nlang: de\n---\n{text}")
    own = without_plotly(html(refrain.load(tmp_path / "de")))
    assert "<td>Segel" in own
    assert "nicht" not in re.findall(r"the strongest words.*?</table>", own, re.DOTALL)[0]
    assert "lee" not in re.findall(r"the strongest words.*?</table>", own, re.DOTALL)[0]


def test_what_is_cut_is_announced(tmp_path):
    own = html(refrain.load(write(tmp_path)["many"]))
    assert "Showing 60 of 70 texts" in own
    assert "Showing 40 of 70 topics" in own


def test_the_command_writes_it_and_says_how_large_it_is(capsys, tmp_path):
    out = tmp_path / "r.html"
    with pytest.raises(SystemExit) as stop:
        main(["report", str(DATA / "sample.txt"), "--out", str(out)])
    assert stop.value.code == 0
    assert f"{out.stat().st_size / 1e6:.1f} MB written to" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stop:
        main(["report", str(DATA / "sample.txt"), "--out", "/not/there/r.html"])
    assert stop.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_podcasts_fit_into_ten_megabytes(podcasts_path):
    assert len(html(refrain.load(podcasts_path)).encode()) < 10e6


def test_a_report_says_what_it_leaves_aside_as_copies():
    shot = "these words are said in every prompt"
    prompts = [
        ("d", n, role, f"t{n}", text)
        for n in range(1, 5)
        for role, text in (("shot", shot), ("target", f"target {n}"))
    ]
    said = html(prompts_of(*prompts))
    assert "In the distinct texts, no passage of 20 words or more occurs more than once." in said
    assert "Besides, 3 transcripts are copies of another" in said
    assert "Besides," not in html(prompts_of(*prompts[:2]))
