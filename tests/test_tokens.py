"""Token counts are those of tiktoken, and of a tokenizer.json as it describes itself."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import tokens
from refrain.errors import TokenizerError
from tests.builders import TOKENIZER, corpus_of


# Counted with OpenAI's tiktoken 0.14 (encode_ordinary); the first three are in its cookbook's
# "How to count tokens with tiktoken".
@pytest.mark.parametrize(
    ("text", "cl100k", "o200k"),
    [
        ("tiktoken is great!", 6, 6),
        ("antidisestablishmentarianism", 6, 6),
        ("2 + 2 = 4", 7, 7),
        ("お誕生日おめでとう", 9, 8),
        ("hello world", 2, 2),
        ("", 0, 0),
        ("<|endoftext|>", 7, 7),
    ],
)
def test_the_bundled_vocabularies_count_as_tiktoken_does(text, cl100k, o200k):
    assert tokens.bundled("cl100k").count(text) == cl100k
    assert tokens.bundled("o200k").count(text) == o200k


def test_a_text_of_any_length_and_with_half_characters_is_counted():
    counter = tokens.bundled("o200k")
    assert counter.count("ab " * 500_000) == 500_001
    assert counter.count("a\ud800b") >= 1


@given(st.text(max_size=40))
def test_a_token_is_a_byte_or_more(text):
    size = len(text.encode("utf-8"))
    for name in tokens.BUNDLED:
        assert (size > 0) <= tokens.bundled(name).count(text) <= size


def test_a_described_tokenizer_counts_the_whole_text_and_only_the_text():
    tokenizer = tokens.from_json("mine", json.dumps(TOKENIZER).encode())
    assert tokenizer.count("one two three one") == 4
    assert tokenizer.count("") == 0
    # The special token's characters are a text's own: `</`, `s` and `>`.
    assert tokenizer.count("one </s>") == 4


@pytest.mark.parametrize("content", [None, json.dumps(TOKENIZER).encode()])
def test_a_tokenizer_counts_alike_in_another_process(content):
    one = tokens.bundled("o200k") if content is None else tokens.from_json("mine", content)
    other = pickle.loads(pickle.dumps(one))
    assert (other.name, other.key) == (one.name, one.key)
    assert other.count("so we 走 began") == one.count("so we 走 began")


def test_a_tokenizer_is_named_by_its_folder_or_by_its_file(tmp_path):
    (tmp_path / "llama").mkdir()
    path = tmp_path / "llama" / tokens.FILE
    path.write_text(json.dumps(TOKENIZER))
    assert tokens.from_file(path).name == "llama"
    assert tokens.from_file(path.parent).count("one two") == 2
    other = path.rename(tmp_path / "other.json")
    assert tokens.from_file(other).name == "other.json"
    assert tokens.name_of(Path("x/llama/tokenizer.json")) == "llama"


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"model": 1}', b"[1, 2]"])
def test_a_file_that_is_no_tokenizer_is_told_as_such(content, tmp_path):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(TokenizerError, match=r"bad\.json is not a tokenizer that can be read"):
        tokens.from_file(path)


def test_what_is_not_there_is_told():
    with pytest.raises(TokenizerError, match="cannot be read"):
        tokens.from_file(Path("nowhere.json"))
    with pytest.raises(TokenizerError, match="choose one of o200k, cl100k"):
        tokens.bundled("gpt9")


def test_each_distinct_text_is_counted_once_under_its_id():
    corpus = corpus_of("hello world", "tiktoken is great!", "hello world")
    tokenizer = tokens.bundled("cl100k")
    assert tokens.counts(corpus.texts, tokenizer).tolist() == [2, 6]
    sizes = tokens.sizes(corpus.texts, tokenizer)
    assert sizes.to_numpy().tolist() == [[2, 11, 2], [3, 18, 6]]
    assert list(sizes.index) == list(corpus.texts["text_id"])
    assert tokens.sizes(corpus_of().texts, tokenizer).empty
