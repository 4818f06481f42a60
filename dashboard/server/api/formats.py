"""The formats that a table is given in: JSON, CSV and Parquet."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

import pandas as pd
from starlette.requests import Request

from dashboard.server.api.problems import ProblemError
from dashboard.tables.table import Table
from refrain import tables

PARAM = "format"


@dataclass(frozen=True)
class Part:
    """Some rows of a table: from the row `offset`, of those `listed`, of a `total`."""

    table: Table
    rows: pd.DataFrame
    offset: int
    listed: int
    total: int


@dataclass(frozen=True)
class Format:
    """A format: its media type, how many rows it is given with, and at most, and how it is made."""

    name: str
    media_type: str
    rows: int
    most: int
    write: Callable[[Part], bytes]


def _json(part: Part) -> bytes:
    rows = part.rows.to_json(
        orient="records", date_format="iso", force_ascii=False, double_precision=15
    )
    said = {
        "table": part.table.name,
        "total": part.total,
        "listed": part.listed,
        "offset": part.offset,
    }
    return f'{json.dumps(said)[:-1]}, "rows": {rows}}}'.encode()


def _csv(part: Part) -> bytes:
    return tables.content(part.rows, ".csv", for_people=not part.table.is_dataset)


def _parquet(part: Part) -> bytes:
    return tables.content(part.rows, ".parquet")


JSON = Format("json", "application/json", 1_000, 10_000, _json)
FORMATS = {
    "json": JSON,
    "csv": Format("csv", "text/csv; charset=utf-8", 1_000, 10_000, _csv),
    "parquet": Format("parquet", "application/vnd.apache.parquet", 100_000, 100_000, _parquet),
}


def asked_for(request: Request) -> Format:
    """The format that the address names, or else that the header Accept likes best.

    Raises ProblemError where there is none of them.
    """
    name = request.query_params.get(PARAM)
    if name is not None:
        if name in FORMATS:
            return FORMATS[name]
        names = ", ".join(FORMATS)
        raise ProblemError(
            HTTPStatus.BAD_REQUEST,
            f"There is no format “{name}”: it may be {names}.",
            parameter=PARAM,
        )
    for media_type in _liked(request.headers.get("accept", "*/*")):
        for form in FORMATS.values():
            if media_type in (form.media_type.partition(";")[0], "*/*", "application/*"):
                return form
    types = ", ".join(form.media_type.partition(";")[0] for form in FORMATS.values())
    raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, f"A table is given as one of {types}.")


def _liked(accept: str) -> list[str]:
    """The media types of the header, best liked first (RFC 9110, section 12.5.1)."""
    liked = []
    for number, part in enumerate(accept.split(",")):
        media_type, *params = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p.removeprefix("q=") for p in params if p.startswith("q=")), "1")
        try:
            liked.append((-float(weight), number, media_type))
        except ValueError:
            continue
    return [media_type for weight, _, media_type in sorted(liked) if weight]
