"""The lengths page says what exceeds the budget, in the unit and tokenizer that the link names."""

from __future__ import annotations

import json

import pytest

from dashboard.components import downloads
from dashboard.tables import lengths
from refrain import tokens
from tests.builders import TOKENIZER
from tests.pages.app import open_page, words


def test_prompts_are_held_against_the_budget_of_the_link():
    fits = words(open_page("lengths", corpus="sample.txt", budget="128k"))
    assert "All 7 prompts fit** in 128k tokens" in fits
    over = open_page("lengths", corpus="sample.txt", unit="characters", budget="8k")
    said = words(over)
    assert "**7 of 7 prompts exceed** 8k characters" in said
    assert "has **15,271**: 7,271 too many" in said
    assert "2 texts missing from these prompts" in said
    assert "What removing repeats would do" in said


@pytest.mark.parametrize("unit", ["words", "characters", "tokens"])
@pytest.mark.parametrize("name", ["sample.txt", "two-alike", "many", "hostile"])
def test_what_clean_up_hands_over_is_as_long_as_this_page_says(monkeypatch, name, unit):
    made = {}
    monkeypatch.setattr(
        downloads, "button", lambda label, make, *rest, **options: made.update({label: make()})
    )
    open_page("clean", corpus=name)
    # As someone who downloads the file and counts it anew.
    cleaned = made.get("Download the cleaned transcripts")
    text = cleaned.dropna(subset="text")[["text_id", "text"]]
    column = {"characters": "chars"}.get(unit, unit)
    counted = tokens.sizes(text, tokens.bundled("o200k"))[column].sum()
    for of in ("transcripts", "prompts"):
        app = open_page("lengths", corpus=name, unit=unit, of=of, distinct="false")
        steps = next(f.value for f in app.main.dataframe if "step" in f.value)
        total = steps.set_index("step")["total"]
        assert total[lengths.WITHOUT_REPEATS] == counted
        assert total.iloc[0] >= total[lengths.WITHOUT_REPEATS] >= total["Both"]


def test_words_of_transcripts_need_no_tokenizer():
    app = open_page("lengths", corpus="sample.txt", of="transcripts", unit="words", scale="log")
    said = words(app)
    assert "7 transcripts" in said
    assert "tokens" not in said
    assert "in words" in said


def test_of_200_topics_the_picture_has_all_transcripts_and_few_colours():
    app = open_page("lengths", corpus="wide", unit="words")
    assert "The 10 topics with most of them have a colour" in words(app)
    figure = json.loads(app.main.get("plotly_chart")[0].proto.spec)
    assert len(figure["data"]) == 11
    assert figure["data"][-1]["name"] == "… 190 other topics"
    assert "Nothing: no text occurs twice" in words(app)
    assert "Showing the 20 topics" in words(open_page("lengths", corpus="wide", picture="box"))


def test_a_tokenizer_of_ones_own_counts(monkeypatch, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "tokenizer.json").write_text(json.dumps(TOKENIZER))
    (tmp_path / "bad.json").write_text("{}")
    monkeypatch.setenv("REFRAIN_TOKENIZERS", f"{tmp_path / 'mine'}:{tmp_path / 'bad.json'}")
    app = open_page("lengths", corpus="one", tokenizer="mine")
    # The corpus's one transcript has six words.
    assert "it has 6." in words(app)
    bad = open_page("lengths", corpus="one", tokenizer="bad.json")
    assert "is not a tokenizer that can be read" in bad.error[0].value
    assert "8k words" in words(bad)


def test_a_tokenizer_that_is_gone_is_told():
    app = open_page("lengths", corpus="one", tokenizer="x.json (upload 0123456789)")
    assert "The upload “x\\.json” of this link has ended" in app.warning[0].value
    assert "8k tokens" in words(app)
