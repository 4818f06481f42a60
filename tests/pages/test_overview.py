"""The overview: what is here, what is wrong with it, and where to go from there."""

from __future__ import annotations

from tests.pages.app import open_page, words


def links(app) -> list[tuple[str, str]]:
    return [
        (link.proto.label, link.proto.query_string.replace("%3A", ":"))
        for link in app.get("page_link")
    ]


def test_findings_are_summed_up_and_the_gravest_come_first():
    said = words(open_page("overview", corpus="sample.txt"))
    order = [
        "4 errors",
        "2 prompts leak their target's topic",
        "2 labels have no text",
        "7 texts are stitched from pieces",
        "1 file has the same shots in all prompts",
    ]
    places = [said.index(told) for told in order]
    assert places == sorted(places)
    assert "9 warnings" in said
    assert "49% of the target's words stand in its shots too" in said
    assert "3 notes" in said


def test_a_finding_leads_to_its_character_and_each_of_its_places_too():
    queries = [query for _, query in links(open_page("overview", corpus="sample.txt"))]
    for at in (801, 1202, 1603, 2004, 2405, 2806, 3207):
        assert any(f"text=sample.txt:1.1&at={at}" in query for query in queries)
    assert any("text=sample.txt:5.3&at=0" in query for query in queries)


def test_many_findings_of_a_kind_are_cut_and_this_is_said():
    assert "Showing 3 of 7." in words(open_page("overview", corpus="sample.txt"))


def test_a_corpus_in_order_is_said_to_be():
    assert "Nothing was found" in words(open_page("overview", corpus="one"))


def test_what_to_do_next_is_there_and_the_report_is_offered():
    app = open_page("overview", corpus="sample.txt")
    assert "See what repeats, and what to cut" in [label for label, _ in links(app)]
    assert any(button.proto.label == "Download the report" for button in app.get("download_button"))


def test_a_corpus_without_texts_says_what_is_missing():
    said = words(open_page("overview", corpus="only-labels"))
    assert "2 labels have no text" in said
    assert "Add a text" in said


def test_the_overview_says_what_is_here_and_what_is_wrong():
    app = open_page("overview", corpus="sample.txt")
    metrics = {metric.label: metric.value for metric in app.metric}
    assert metrics == {
        "Prompts": "7",
        "Transcripts": "19",
        "Distinct texts": "7",
        "Words": "18,037",
        "Topics": "7",
    }
    said = words(app)
    assert "2 prompts leak their target's topic" in said
    assert "2 labels have no text" in said
    links = [link.proto for link in app.get("page_link")]
    queries = "\n".join(link.query_string for link in links)
    assert "sample.txt%3A7.3" in queries or "sample.txt:7.3" in queries


def test_copies_are_no_passages_that_repeat_but_they_are_told():
    said = words(open_page("overview", corpus="copied"))
    assert "In the distinct texts, no passage of 20 words or more occurs more than once." in said
    assert "Besides, 50 transcripts are copies of another" in said
