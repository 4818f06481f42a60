"""Front matter, be it YAML or only alike; and prose between two lines of hyphens, which is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.loader import read
from refrain.loader.metadata import front_matter
from refrain.loader.source import Source
from refrain.records import Transcript


def columns(block: str) -> dict[str, str]:
    found, start = front_matter(f"---\n{block}\n---\nSo.", "a.md")
    assert bool(found) <= bool(start)
    return found


@pytest.mark.parametrize(
    ("block", "topic", "origin"),
    [
        ("topic: Bees, and honey", "Bees, and honey", "front matter"),
        ("tags: [bees, honey]", "bees", "front matter"),
        ("tags:\n  - '#bees'\n  - honey", "bees", "front matter"),
        ("Tags: bees, honey", "bees", "front matter"),
        ("tags: a\ncategories: [b]\ntopic: c", "c", "front matter"),
        ("channel: Garden show\ntags: []", "Garden show", "channel"),
        ("show: Garden show", "Garden show", "channel"),
    ],
)
def test_a_topic_is_the_first_tag_or_else_the_channel(block, topic, origin):
    assert columns(block) == {"topic": topic, "topic_from": origin}


@pytest.mark.parametrize(
    ("block", "url"),
    [
        ("url: https://example.com/1", "https://example.com/1"),
        ("link: http://example.com", "http://example.com"),
        ("youtube: dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("video_id: dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("url: javascript:alert(1)", None),
        ("link: dQw4w9WgXcQ", None),
        ("url: https://example.com and more", None),
    ],
)
def test_an_address_is_one_on_the_web_or_of_a_video(block, url):
    assert columns(block).get("url") == url


@pytest.mark.parametrize(
    "block",
    [
        'title: Bees: a "talk"\ndate: 2021-03-04',
        "title: Bees: a \"talk\"\nUpload Date: '2021-03-04'\nNumber of Views: 5",
        '# made by hand\ntitle: Bees: a "talk"\nsummary: so\n  and: so\ndate: 2021-03-04',
        'title: Bees: a "talk"\nsummary: a line that\nwas broken in two\ndate: 2021-03-04',
        'title:\tBees: a "talk"\ndate: 2021-03-04\n\nfile: @x',
    ],
)
def test_what_only_looks_like_yaml_is_read_line_by_line(block):
    assert columns(block) == {"title": 'Bees: a "talk"', "published": "2021-03-04"}


def test_lists_that_only_look_like_yaml_are_read_too():
    block = "title: a: b\nspeakers: [Ann Lee, Jörg]\ntags:\n- bees\n- honey"
    assert columns(block) == {
        "title": "a: b",
        "speaker": "Ann Lee; Jörg",
        "topic": "bees",
        "topic_from": "front matter",
    }


@pytest.mark.parametrize(
    "block",
    [
        "So: we began.\nAnd that was it.",
        "Ann said: hello: you.\nBo: yes.",
        "Dear all,\nlink: below\nand so on",
        "title\nof something",
        "- tags: so",
        "Note: title: x",
        "http://example.com: is a link",
    ],
)
def test_prose_between_lines_stays_text(block):
    assert front_matter(f"---\n{block}\n---\nSo.", "a.md") == ({}, 0)


def test_a_file_with_front_matter_that_is_not_yaml_has_its_text_alone():
    content = (
        "---\ntitle: Bees: a talk\ntags: [bees]\nurl: https://example.com\n---\n\nSo we began.\n"
    )
    (found,) = read(Source.of_bytes("garden/a.md", content.encode()))
    assert isinstance(found, Transcript)
    assert (found.text, found.title, found.line) == ("So we began.", "Bees: a talk", 7)
    assert (found.topic, found.topic_from) == ("bees", "front matter")
    assert found.url == "https://example.com"


keys = st.sampled_from(["title", "date", "Tags", "a b", "url", "x y z w", "", "- a", "#", "ü"])
values = st.sampled_from(["so", "a: b", "[a, b", '"', "", "&a *a", "@x", "\0", "x" * 50])


@given(st.lists(st.tuples(keys, st.sampled_from([":", ": ", " : ", ""]), values), max_size=8))
def test_nothing_is_lost_between_front_matter_and_text(lines):
    """Whatever stands between the lines: it is front matter as a whole, or text as a whole."""
    block = "".join(f"{key}{colon}{value}\n" for key, colon, value in lines)
    text = f"---\n{block}---\nSo."
    found, start = front_matter(text, "a.md")
    assert start in (0, len(text) - len("So."))
    assert start or not found
    assert all(isinstance(value, str) and value.strip() for value in found.values())
