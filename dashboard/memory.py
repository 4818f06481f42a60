"""What is kept in memory: with an upload goes all that was made of it.

Streamlit's caches can be cleared as a whole alone, which everybody else would have to wait for.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import _lru_cache_wrapper
from sys import modules
from threading import Condition
from typing import Any, Generic, ParamSpec, TypeVar

from cachetools import LRUCache, cached

from refrain.errors import RefrainError

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
Key = tuple[Hashable, ...]
"""The mark of the upload that the answer is made of, "" where that is none, and what was asked."""

_ENDED: set[str] = set()
_ALL: list[Remembered[..., Any]] = []


class EndedError(RefrainError):
    """An upload has ended, and nothing more is made of it."""

    def __init__(self) -> None:
        """Says so."""
        super().__init__("This upload has ended, and all that was made of it is gone.")


def has_ended(upload: str) -> bool:
    """Whether the upload of that mark has ended."""
    return upload in _ENDED


def raise_if_ended(upload: str) -> None:
    """Raises EndedError where the upload of that mark has ended."""
    if has_ended(upload):
        raise EndedError


def forget(upload: str) -> None:
    """Keep nothing of an upload, from now on."""
    _ENDED.add(upload)
    _forget_words()
    for each in _ALL:
        each.forget(upload)


class Remembered(Generic[Asked, Answer]):
    """A function whose newest answers are kept: who asks while one is computed waits for it."""

    def __init__(
        self,
        function: Callable[Asked, Answer],
        most: int,
        key: Callable[..., Key],
        size: Callable[[Answer], int] | None,
    ) -> None:
        """Keep answers of the size `most` together, by the key of what is asked; each counts as one
        where no `size` is given."""
        self._key = key
        self._answers = _Answers(most, size)
        self._changes = Condition()
        self._ask = cached(self._answers, key, condition=self._changes)(function)

    def __call__(self, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        """The answer, computed where it is not kept."""
        answer: Answer = self._ask(*args, **kwargs)
        return answer

    def clear(self, *args: Any) -> None:
        """Forget the answer to what is asked, or all answers."""
        with self._changes:
            if args:
                self._answers.pop(self._key(*args), None)
            else:
                self._answers.clear()

    def forget(self, upload: str) -> None:
        """Forget all answers that are made of an upload."""
        with self._changes:
            for key in [key for key in self._answers if key[0] == upload]:
                del self._answers[key]


def remembered(
    most: int, key: Callable[..., Key], size: Callable[[Any], int] | None = None
) -> Callable[[Callable[Asked, Answer]], Remembered[Asked, Answer]]:
    """Makes a function one that remembers so many answers, by such a key; or answers of so much
    `size` together."""

    def decorate(function: Callable[Asked, Answer]) -> Remembered[Asked, Answer]:
        found = Remembered(function, most, key, size)
        _ALL.append(found)
        return found

    return decorate


class _Answers(LRUCache[Key, Any]):
    """Takes nothing in that is made of an upload which has ended, as while it was computed."""

    def __setitem__(self, key: Key, answer: Any) -> None:
        if has_ended(str(key[0])):
            raise ValueError("ended")  # `cached` takes it for too large, and hands it on
        super().__setitem__(key, answer)


def _forget_words() -> None:
    """Single words of texts, whose forms the library remembers."""
    for name, module in list(modules.items()):
        if name.startswith("refrain."):
            for function in vars(module).values():
                # Those without a bound hold what the library itself has.
                if isinstance(function, _lru_cache_wrapper) and _is_bounded(function):
                    function.cache_clear()


def _is_bounded(function: _lru_cache_wrapper[Any]) -> bool:
    return (function.cache_parameters()["maxsize"] or 0) > 1
