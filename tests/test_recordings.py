"""Addresses that open a recording at a second; nothing but the web is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.recordings import at_second


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=62s"),
        ("https://m.youtube.com/watch?t=9&v=abc#x", "https://m.youtube.com/watch?v=abc&t=62s"),
        ("https://youtube.com/shorts/abc", "https://youtube.com/watch?v=abc&t=62s"),
        ("https://www.youtube.com/embed/abc?start=3", "https://www.youtube.com/watch?v=abc&t=62s"),
        ("https://youtu.be/abc?si=x&t=3", "https://youtu.be/abc?si=x&t=62s"),
        ("https://vimeo.com/1/h", "https://vimeo.com/1/h#t=62s"),
        ("https://player.vimeo.com/video/1#t=3s", "https://player.vimeo.com/video/1#t=62s"),
        ("HTTP://a.org:8080/x.mp3?k=v", "http://a.org:8080/x.mp3?k=v#t=62"),
        ("https://a.org/show#t=5", "https://a.org/show#t=62"),
        ("https://a.org/show#notes", "https://a.org/show#notes"),
        ("https://notyoutube.com/watch?v=a", "https://notyoutube.com/watch?v=a#t=62"),
        ("https://youtube.com.evil.org/x", "https://youtube.com.evil.org/x#t=62"),
        ("https://a.org/schön (1).mp3?", None),
        ("https://a.org/schön(1).mp3", "https://a.org/sch%C3%B6n%281%29.mp3#t=62"),
        ('https://a.org/"><script>', "https://a.org/%22%3E%3Cscript%3E#t=62"),
        ("javascript:alert(1)", None),
        ("JavaScript://a.org/%0aalert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,<script>", None),
        ("file:///etc/passwd", None),
        ("//a.org/x", None),
        ("show.mp3", None),
        ("https://", None),
        ("https://youtube.com@evil.org/watch?v=a", None),
        ("https://a.org/\ud800", "https://a.org/?#t=62"),
        ("http://[::1", None),
        ("https://a.org:99999/", None),
        ("", None),
        (None, None),
        (float("nan"), None),
    ],
)
def test_an_address_opens_at_the_second_and_is_of_the_web(address, expected):
    assert at_second(address, 62.7) == expected


def test_without_a_second_it_opens_at_the_beginning():
    assert at_second("https://youtu.be/abc?t=9", None) == "https://youtu.be/abc"
    assert at_second("https://a.org/x.mp3", float("nan")) == "https://a.org/x.mp3"


@given(st.text() | st.text().map("https://{}".format) | st.text().map("https://a.org/{}".format))
def test_whatever_stands_there_is_a_harmless_link_or_none(address):
    link = at_second(address, 5)
    if link is not None:
        assert link.startswith(("http://", "https://"))
        assert not set(link) & set('"<>\\ \n\t()`')
