"""A process that does heavy work for the dashboard, one task after another, and ends with it.

    python -m dashboard.worker NICENESS

Tasks come in on standard input and answers go out on standard output, as pickles: see
`dashboard.workers`. It never imports Streamlit.
"""

from __future__ import annotations

import os
import pickle
import sys
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

Task = tuple[Any, tuple[Any, ...]]
"""A function, which is given `progress` and then these arguments."""
Message = tuple[str, Any]
"""`told` and (stage, share), `done` and the answer, or `failed` and the exception."""


def main() -> None:
    """Do what is asked, until nobody is there to ask."""
    if len(sys.argv) > 1 and hasattr(os, "nice"):
        os.nice(int(sys.argv[1]))
    messages = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints is no message.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    tasks: SimpleQueue[Task] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    while True:
        _do(*tasks.get(), messages)


def _listen(requests: BinaryIO, tasks: SimpleQueue[Task]) -> None:
    """Take in tasks; when the other end is gone, however it went, so is this process."""
    while True:
        try:
            # The other end of the pipe is the server, which started this process.
            tasks.put(pickle.load(requests))  # nosec B301
        except (EOFError, OSError):
            os._exit(0)


def _do(function: Any, args: tuple[Any, ...], messages: BinaryIO) -> None:
    def progress(stage: str, share: float) -> None:
        _send(messages, ("told", (stage, share)))

    try:
        answer: Message = ("done", function(progress, *args))
    except Exception as error:
        answer = ("failed", error)
    try:
        _send(messages, answer)
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        what = f"{type(answer[1]).__name__}: {answer[1]}"[:500]
        _send(messages, ("failed", RuntimeError(f"{what} ({error})")))


def _send(messages: BinaryIO, message: Message) -> None:
    # Pickled as a whole first: half a message would be taken for a broken one.
    messages.write(pickle.dumps(message, protocol=5))
    messages.flush()


if __name__ == "__main__":
    main()
