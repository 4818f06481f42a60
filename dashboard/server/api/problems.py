"""What a program is told where there is no table to give (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse

from dashboard.waiting import Pending

MEDIA_TYPE = "application/problem+json"
AGAIN = 2
"""Seconds after which to ask again for what is not there yet."""


class ProblemError(Exception):
    """A request that is answered with a problem."""

    def __init__(self, status: HTTPStatus, detail: str, **more: Any) -> None:
        """`detail` says what to do; `more` are further members of the answer."""
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.more = more


def problem(status: HTTPStatus, detail: str, **more: Any) -> JSONResponse:
    """The answer that says so."""
    content = {"title": status.phrase, "status": int(status), "detail": detail, **more}
    return JSONResponse(content, status, media_type=MEDIA_TYPE)


def not_yet(pending: Pending) -> JSONResponse:
    """The answer where a table is still being made: how far it is, and when to ask again."""
    job = pending.job
    content = {
        "what": pending.what,
        "stage": job.stage if job else "",
        "share": round(min(max(job.share, 0.0), 1.0), 3) if job else 0.0,
        "retry_after": AGAIN,
    }
    return JSONResponse(content, HTTPStatus.ACCEPTED, {"retry-after": str(AGAIN)})
