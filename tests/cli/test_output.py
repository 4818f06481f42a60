"""What a transcript, a title or a file's name says is shown on the terminal, and never obeyed."""

from __future__ import annotations

import json
import re

import pytest

from refrain.cli.output import Terminal, visible
from tests import builders

CLEAR, RED, TITLE = "\x1b[2J", "\x1b[31m", "\x1b]0;owned\x07"
LINK = "\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\"
OBEYED = [
    *(CLEAR, RED, TITLE, LINK, "\x1bc", "\x9b31m", "\x9d8;;x\x9c", "\x85", "\x7f", "\b\b\b", "\r"),
    *("\u202egnp.exe", "\u202a", "\u2066", "\u2069", "\u2028", "\u2029", "\x0e", "\x00"),
]
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
NAME = f"{CLEAR}{TITLE}\u202ename\x9b31m:smile:[red]x"
SENTENCE = f"we said {LINK} and :smile: and \x9b2J \u202eand [bold]so[/bold] that is it"


@pytest.fixture
def hostile(tmp_path):
    """Two shows, with names and texts that a terminal would obey, and files that cannot be read."""
    top = tmp_path / f"corpus{RED}"
    for show in ("a", "b"):
        folder = top / f"{show}{NAME}"
        folder.mkdir(parents=True)
        for n in range(8):
            front = f'---\ntitle: "\\e[2J\\u202E {show} {n}"\nlanguage: "\\u009b31m"\n---\n'
            own = " ".join(f"{show}{n}{word} about {show}things" for word in "abcdefgh" * 2)
            (folder / f"{n}{NAME}\n::error::.md").write_text(
                f"{front}**\x1b[2JAnn:** {SENTENCE}. {own}", encoding="utf-8"
            )
        (folder / f"{NAME}\n::error::.bin").write_bytes(b"\0\1")
        (folder / f"{NAME}.txt").write_bytes(b"\xe9t\xe9 " * 9)
    text = builders.english(1, 300)
    (top / "dump.txt").write_text(f"{text}\n####\nShot: {NAME}\n####\n####\nTarget: {NAME}\n####\n")
    return top


COMMANDS = [
    ["summary"],
    ["summary", "--json"],
    ["topics"],
    ["topics", "--suggest", "2"],
    ["fragments", "--min-words", "4"],
    ["fragments", "--min-words", "4", "--json"],
    *(["check", "--format", form] for form in ("text", "json", "sarif", "junit")),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_prints_what_a_terminal_obeys(command, hostile, run):
    _, out, err = run(command[0], str(hostile), *command[1:])
    assert RAW.findall(out) == []
    assert RAW.findall(err) == []
    assert len(out.splitlines()) > 3
    if "--json" in command:
        json.loads(out)


def test_a_file_name_begins_no_line_of_its_own(hostile, run):
    """A log of GitHub Actions obeys a line that begins with `::`."""
    for form in ("text", "junit"):
        _, out, _ = run("check", str(hostile), "--format", form)
        assert "::error::" in out
        assert not any(line.startswith("::") for line in out.splitlines())


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_what_programs_read_is_the_same_on_the_terminal_and_in_a_file(form, hostile, run, tmp_path):
    file = tmp_path / "out"
    _, out, _ = run("check", str(hostile), "--format", form)
    run("check", str(hostile), "--format", form, "--out", str(file))
    written = file.read_text(encoding="utf-8")
    assert json.loads(out) == json.loads(written)
    assert "\u202e" in written


def test_emoji_and_markup_are_text(hostile, run):
    _, out, _ = run("summary", str(hostile))
    assert ":smile:" in out
    assert "[red]x" in out
    _, out, _ = run("fragments", str(hostile), "--min-words", "4")
    assert ":smile:" in "".join(out.split())


def test_errors_show_the_path_that_they_name(run):
    for command in ("summary", "report"):
        out = ["--out", f"{RED}.html"] if command == "report" else []
        _, _, err = run(command, f"/not/there{CLEAR}\u202e", *out)
        assert RAW.findall(err) == []
        assert "\\u001b[2J\\u202e" in err
    _, _, err = run("dashboard", f"/not/{CLEAR}")
    assert RAW.findall(err) == []
    _, _, err = run(f"no{CLEAR}")
    assert RAW.findall(err) == []


@pytest.mark.parametrize("text", OBEYED, ids=ascii)
def test_what_a_terminal_obeys_is_shown_as_its_code(text):
    shown = visible(f"a {text} b")
    assert RAW.findall(shown) == []
    for character in RAW.findall(text):
        assert f"\\u{ord(character):04x}" in shown


@pytest.mark.parametrize(
    "text", ["ŠŤ ß", "我们今天", "مرحبا بكم", "שלום", "नमस्ते\u200d", "👩‍👩‍👧", "a\tb\n", "\u200f«א»"]
)
def test_ordinary_text_of_any_script_stays(text):
    assert visible(text) == text


def test_a_console_styles_its_own_words_only(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    Terminal().print(f"{RED}:smile:[red]", style="bold")
    assert capsys.readouterr().out == "\x1b[1m\\u001b[31m:smile:[red]\x1b[0m\n"
