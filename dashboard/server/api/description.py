"""What tables there are: as OpenAPI for programs, and as a page for people."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from dashboard import url_params
from dashboard.server import addresses
from dashboard.server.api import answering, formats
from dashboard.server.api.problems import MEDIA_TYPE
from dashboard.tables.asked import SELECTING
from dashboard.tables.columns import Column
from dashboard.tables.registry import TABLES
from dashboard.tables.table import Table, Takes
from dashboard.url_params import Param

_TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": ["string", "null"]},
    "integer": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
    "boolean": {"type": ["boolean", "null"]},
    "integers": {"type": ["array", "null"], "items": {"type": "integer"}},
    "datetime": {"type": ["string", "null"], "format": "date-time"},
}
_PARAM_TYPES = {
    url_params.WHOLE_NUMBER: {"type": "integer"},
    url_params.NUMBER: {"type": "number"},
    url_params.SWITCH: {"type": "boolean"},
}


def for_programs(_: Request) -> Response:
    """The OpenAPI description."""
    return JSONResponse(openapi())


def for_people(_: Request) -> Response:
    """A page that lists the tables, with what they hold and take."""
    template = files(__package__).joinpath("tables.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page.filters["with_code"] = _with_code
    return HTMLResponse(
        page.from_string(template).render(
            base=addresses.base(),
            tables=TABLES.values(),
            selecting=SELECTING,
            formats=formats.FORMATS.values(),
            patience=int(answering.PATIENCE),
        )
    )


def _with_code(text: str) -> Markup:
    """A text of ours as HTML, where it has code between backticks."""
    marked = re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(text)))
    return Markup(marked)  # nosec B704


@cache
def openapi() -> dict[str, Any]:
    """The description, by OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Refrain",
            "version": version("refrain"),
            "description": "The tables that the pages of the dashboard show, as data. Where there "
            "is sign-in, a request needs the cookie of someone who has signed in.",
        },
        "servers": [{"url": addresses.base() or "/"}],
        "paths": {f"/api/{table.name}": {"get": _operation(table)} for table in TABLES.values()},
        "components": {
            "parameters": {
                **{param.name: _param(param, ()) for param in SELECTING},
                **{param["name"]: param for param in _paging()},
            },
            "responses": _responses(),
            "schemas": {"Problem": _PROBLEM, "Pending": _PENDING},
        },
    }


def _operation(table: Table) -> dict[str, Any]:
    shared = [*(param.name for param in SELECTING), *answering.PAGING]
    return {
        "operationId": table.name.replace("-", "_"),
        "summary": table.meaning,
        "tags": [table.page.title],
        "parameters": [
            *({"$ref": f"#/components/parameters/{name}"} for name in shared),
            *_own(table.params),
        ],
        "responses": {
            "200": {
                "description": "The rows",
                "headers": _HEADERS,
                "content": {
                    formats.JSON.media_type: {"schema": _schema(table)},
                    "text/csv": {"schema": {"type": "string"}},
                    formats.FORMATS["parquet"].media_type: {},
                },
            },
            **{status: {"$ref": f"#/components/responses/{status}"} for status in _responses()},
        },
    }


def _own(params: Takes) -> list[dict[str, Any]]:
    return [_param(param, options) for param, options in params.items()]


def _param(param: Param[Any], options: tuple[str, ...]) -> dict[str, Any]:
    one: dict[str, Any] = {**_PARAM_TYPES.get(param.type, {"type": "string"})}
    if options:
        one["enum"] = list(options)
    is_several = param.type is url_params.TEXTS
    schema: dict[str, Any] = {"type": "array", "items": one} if is_several else one
    if param.default not in (None, "", ()):
        schema["default"] = param.default
    return {"name": param.name, "in": "query", "description": param.meaning, "schema": schema}


def _paging() -> list[dict[str, Any]]:
    most = {form.name: f"{form.most:,}" for form in formats.FORMATS.values()}
    rows = ", ".join(f"{form.rows:,} in {form.name}" for form in formats.FORMATS.values())
    described = {
        formats.PARAM: (
            "the format, where the header Accept does not say it",
            {"type": "string", "enum": list(formats.FORMATS), "default": formats.JSON.name},
        ),
        answering.LIMIT: (
            f"how many rows (default: {rows}; at most "
            f"{', '.join(f'{number} in {name}' for name, number in most.items())})",
            {"type": "integer", "minimum": 1},
        ),
        answering.OFFSET: (
            "how many rows stand before the first",
            {"type": "integer", "minimum": 0, "default": 0},
        ),
    }
    return [
        {"name": name, "in": "query", "description": meaning, "schema": schema}
        for name, (meaning, schema) in described.items()
    ]


def _schema(table: Table) -> dict[str, Any]:
    row = {
        "type": "object",
        "properties": {name: _column(column) for name, column in table.columns.items()},
        "required": list(table.columns),
    }
    count = {"type": "integer", "minimum": 0}
    return {
        "type": "object",
        "required": ["table", "total", "listed", "offset", "rows"],
        "properties": {
            "table": {"const": table.name},
            "total": {**count, "description": "how many rows there are"},
            "listed": {**count, "description": "how many of them were made"},
            "offset": {**count, "description": "how many stand before the first of these"},
            "rows": {"type": "array", "items": row},
        },
    }


def _column(column: Column) -> dict[str, Any]:
    return {**_TYPES[column.type], "description": column.meaning}


_HEADERS = {
    "Link": {
        "description": "the rows before and after these, as `prev` and `next` (RFC 8288)",
        "schema": {"type": "string"},
    },
    "X-Total-Count": {"description": "how many rows there are", "schema": {"type": "integer"}},
    "ETag": {"description": "changes when the rows do", "schema": {"type": "string"}},
}
_PROBLEM = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what is wrong, and what to do"},
        "parameter": {"type": "string", "description": "the parameter that is wrong"},
    },
}
_PENDING = {
    "type": "object",
    "required": ["what", "stage", "share", "retry_after"],
    "properties": {
        "what": {"type": "string", "description": "what is being done"},
        "stage": {"type": "string", "description": "at which part of it"},
        "share": {"type": "number", "description": "how far it is, 0 to 1"},
        "retry_after": {"type": "integer", "description": "seconds until to ask again"},
    },
}


def _responses() -> dict[str, Any]:
    def about(description: str, schema: str, media_type: str) -> dict[str, Any]:
        reference = {"$ref": f"#/components/schemas/{schema}"}
        return {"description": description, "content": {media_type: {"schema": reference}}}

    return {
        "202": about("It is still being made: ask again", "Pending", "application/json"),
        "304": {"description": "The rows are those that you have, by If-None-Match"},
        "400": about("A parameter is unknown, or cannot be read", "Problem", MEDIA_TYPE),
        "401": {"description": "Nobody has signed in"},
        "404": about("No such table or corpus is there for you", "Problem", MEDIA_TYPE),
        "422": about("The corpus cannot be opened", "Problem", MEDIA_TYPE),
    }
