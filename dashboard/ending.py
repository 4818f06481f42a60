"""The end of an upload: nothing that was made of it stays, in memory or on disk."""

from __future__ import annotations

from dashboard import exchange, garbage, jobs, memory, sessions, workers


def end(upload: str, name: str) -> None:
    """End the upload of that mark, which sessions know by that name.

    Returns once no work on it goes on. Nothing new is begun on it from the first line on, so that
    what the others take away does not come back.
    """
    memory.forget(upload)
    jobs.end(upload)
    workers.renew()
    exchange.end(upload)
    sessions.leave(name)
    garbage.settle()
