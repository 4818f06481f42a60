"""A request for a table: read, and answered in a thread of its own, so that nobody else waits."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from urllib.parse import urlencode

import anyio
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response

from dashboard import built, errors, events, measures, uploads, waiting
from dashboard.server import addresses
from dashboard.server.api import formats
from dashboard.server.api.formats import Format, Part
from dashboard.server.api.problems import ProblemError, not_yet, problem
from dashboard.tables.asked import Asked, NotThereError, WrongParamError, select
from dashboard.tables.registry import TABLES
from dashboard.waiting import Pending
from refrain.errors import RefrainError

PATIENCE = 10.0
"""Seconds that a request waits for its table; then it is told how far that is."""
LIMIT, OFFSET = "limit", "offset"
PAGING = (formats.PARAM, LIMIT, OFFSET)
_MOST_MADE = 100_000
"""Of a table that is made as far as it is wanted, rows that are made at most …"""
_MADE_AT_ONCE = 1_000
"""… and so many at once, for pages that follow each other to share what is made."""
# Of its own, so that requests that wait keep nobody from anything but tables.
_THREADS = anyio.CapacityLimiter(8)


async def answer(request: Request) -> Response:
    """A table, as far as it is asked for; or what is wrong with the request."""
    return await run_sync(_answer, request, limiter=_THREADS)


def _answer(request: Request) -> Response:
    try:
        with waiting.at_most(PATIENCE):
            return _table(request)
    except Pending as pending:
        return not_yet(pending)
    except (ProblemError, RefrainError) as error:
        return _refused(error)
    except Exception as error:
        measures.ERRORS.labels(type(error).__name__).inc()
        facts = {"who": events.asking(), "table": request.path_params["table"]}
        events.LOG.error("unexpected error in a table", exc_info=error, extra={"facts": facts})
        detail = f"Something went wrong that should not have ({type(error).__name__})."
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail)


def _refused(error: ProblemError | RefrainError) -> Response:
    if isinstance(error, ProblemError):
        return problem(error.status, error.detail, **error.more)
    if isinstance(error, WrongParamError):
        detail = errors.without_folders(str(error))
        return problem(HTTPStatus.BAD_REQUEST, detail, parameter=error.param)
    if isinstance(error, NotThereError):
        return problem(HTTPStatus.NOT_FOUND, str(error))
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors.said(error))


def _table(request: Request) -> Response:
    table = TABLES.get(request.path_params["table"].strip("/"))
    if table is None:
        raise ProblemError(
            HTTPStatus.NOT_FOUND,
            f"There is no table of this name: {addresses.base()}/api lists them.",
        )
    form = formats.asked_for(request)
    params = request.query_params
    values = {name: params.getlist(name) for name in params}
    unknown = sorted(set(values) - table.known_names - set(PAGING))
    if unknown:
        raise ProblemError(
            HTTPStatus.BAD_REQUEST,
            f"There is no parameter “{unknown[0]}” here: it may be "
            f"{', '.join([*(param.name for param in table.all_params), *PAGING])}.",
            parameter=unknown[0],
        )
    limit = _number(request, LIMIT, form.rows, 1, form.most)
    offset = _number(request, OFFSET, 0, 0, 10**9)
    most = min(-(-(offset + limit) // _MADE_AT_ONCE) * _MADE_AT_ONCE, _MOST_MADE)
    selection = select(values)
    if table.is_dataset and built.of(selection.whole):
        raise ProblemError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "This is a build: its transcripts are Parquet files in its folder, transcripts/, which "
            "any tool reads.",
        )
    rows, total = table.answer(Asked(selection, values, most))
    some = rows.iloc[offset : offset + limit].reset_index(drop=True)
    corpus = uploads.without_mark(selection.name)  # a mark opens the upload
    events.event("table given", table=table.name, corpus=corpus, rows=len(some))
    return _response(request, form, limit, Part(table, some, offset, len(rows), total))


def _response(request: Request, form: Format, limit: int, part: Part) -> Response:
    """The rows, or that they are those that whoever asks has already (RFC 9110, section 13)."""
    body = form.write(part)
    tag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    headers = {
        "etag": tag,
        "cache-control": "private, no-cache",
        "vary": "accept, cookie",
        "x-total-count": str(part.total),
    }
    links = _links(request, limit, part)
    if links:
        headers["link"] = links
    if tag in request.headers.get("if-none-match", ""):
        return Response(None, HTTPStatus.NOT_MODIFIED, headers)
    if form.name != formats.JSON.name:
        headers["content-disposition"] = f'attachment; filename="{part.table.name}.{form.name}"'
    return Response(body, HTTPStatus.OK, headers, form.media_type)


def _links(request: Request, limit: int, part: Part) -> str:
    """The rows before and after these (RFC 8288)."""
    places = {}
    if part.offset + limit < min(part.total, max(part.listed, _made_of(part))):
        places["next"] = part.offset + limit
    if part.offset:
        places["prev"] = max(part.offset - limit, 0)
    path = request.url.path
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != OFFSET]
    return ", ".join(
        f'<{path}?{urlencode([*kept, (OFFSET, offset)])}>; rel="{rel}"'
        for rel, offset in places.items()
    )


def _made_of(part: Part) -> int:
    """How many rows of the table can be had: more than were made now, where it is made as far as it
    is wanted."""
    return _MOST_MADE if part.table.is_made_as_wanted else part.listed


def _number(request: Request, name: str, default: int, least: int, most: int) -> int:
    value = request.query_params.get(name)
    if value is None:
        return default
    if value.isascii() and value.isdecimal() and least <= int(value[:12]) <= most:
        return int(value)
    raise ProblemError(
        HTTPStatus.BAD_REQUEST,
        f"{name} is “{value[:40]}”: it has to be a whole number from {least:,} to {most:,}.",
        parameter=name,
    )
