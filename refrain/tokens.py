"""How many tokens a text is for a language model: o200k and cl100k, or any `tokenizer.json`.

The vocabularies of o200k (GPT-4o and later) and cl100k (GPT-4, GPT-3.5) come inside the package
bpe-openai, which counts as OpenAI's tiktoken does; a `tokenizer.json` is read by the package
tokenizers, which wrote it. Nothing is fetched. A text counts as a person's text: what looks like a
special token in it (`<|endoftext|>`) is ordinary characters, and nothing is added around it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from refrain import word_scanner
from refrain.errors import TokenizerError
from refrain.extras import needed

BUNDLED = {"o200k": "o200k_base", "cl100k": "cl100k_base"}
"""What is always there: the name a person chooses, and the vocabulary's full name."""

FILE = "tokenizer.json"


@dataclass(frozen=True)
class Tokenizer:
    """A name, a function that counts the tokens of a text, and a key: equal keys count alike.

    `content` are the bytes of its `tokenizer.json`; None for one of BUNDLED. It can be pickled.
    """

    name: str
    count: Callable[[str], int]
    key: str
    content: bytes | None = None

    def __reduce__(self) -> tuple[Callable[..., Tokenizer], tuple[str | bytes, ...]]:
        """Another process makes its own of what describes it: functions cannot be sent there."""
        if self.content is None:
            return bundled, (self.name,)
        return from_json, (self.name, self.content)


def bundled(name: str) -> Tokenizer:
    """One of BUNDLED. Raises TokenizerError for another name.

    >>> bundled("cl100k").count("hello world")
    2
    """
    if name not in BUNDLED:
        raise TokenizerError(f"No tokenizer {name!r}: choose one of {', '.join(BUNDLED)}.")
    try:
        # Its public class refuses a text of a million characters; the counter inside does not.
        from bpe_openai import _bindings
    except ImportError as error:
        raise TokenizerError(
            f"{name} needs the package bpe-openai, which is not installed, or not made for this "
            f"machine. Install it (pip install 'refrain[tokens]'), or point to a {FILE}."
        ) from error
    encoding = _bindings.tokenizer_for_encoding(BUNDLED[name])
    return Tokenizer(name, lambda text: encoding.count(_encodable(text)), name)


def from_file(path: Path) -> Tokenizer:
    """The tokenizer of a `tokenizer.json`, or of the folder that holds one.

    Raises TokenizerError where it can't be read or is something else.
    """
    file = path / FILE if path.is_dir() else path
    try:
        content = file.read_bytes()
    except OSError as error:
        why = error.strerror or error
        raise TokenizerError(f"The tokenizer {file} cannot be read: {why}.") from error
    return from_json(name_of(path), content)


def from_json(name: str, content: bytes) -> Tokenizer:
    """The tokenizer that the bytes of a `tokenizer.json` describe.

    Raises TokenizerError where they are something else.
    """
    with needed("tokens"):
        from tokenizers import Tokenizer as Described

    try:
        described = Described.from_str(content.decode("utf-8"))
    except Exception as error:  # the package raises nothing narrower
        raise TokenizerError(
            f"{name} is not a tokenizer that can be read: {_first_line(error)}. A {FILE} as "
            "Hugging Face's tokenizers writes it is needed; vocabularies of another kind (such as "
            "tokenizer.model or vocab.txt) have to be converted first."
        ) from error
    # The file may say to cut or to fill up texts; a count is of the whole text, and of no more.
    described.no_truncation()
    described.no_padding()
    described.encode_special_tokens = True

    def count(text: str) -> int:
        return len(described.encode(_encodable(text), add_special_tokens=False).ids)

    return Tokenizer(name, count, hashlib.blake2b(content, digest_size=8).hexdigest(), content)


def name_of(path: Path) -> str:
    """What a tokenizer is called: its folder where the file has the usual name, else the file."""
    path = path.absolute()
    return path.parent.name if path.name == FILE else path.name


def counts(texts: pd.DataFrame, tokenizer: Tokenizer) -> pd.Series:
    """The tokens of each distinct text (`Corpus.texts`), as whole numbers by `text_id`."""
    numbers = [tokenizer.count(text) for text in texts["text"]]
    return pd.Series(numbers, index=texts["text_id"].to_numpy(), dtype="int64", name="tokens")


def sizes(texts: pd.DataFrame, tokenizer: Tokenizer | None = None) -> pd.DataFrame:
    """The words, characters and (with a tokenizer) tokens of texts, by `text_id`.

    `texts` has the columns text_id and text.
    """
    frame = pd.DataFrame(
        {
            "words": word_scanner.counts(texts["text"]),
            "chars": texts["text"].str.len().astype("int64").to_numpy(),
        },
        index=texts["text_id"].to_numpy(),
    )
    return frame if tokenizer is None else frame.assign(tokens=counts(texts, tokenizer))


def _encodable(text: str) -> str:
    """The text with half characters (lone surrogates), which no vocabulary has, replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
