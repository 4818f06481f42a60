"""All tables that are at an address."""

from __future__ import annotations

from dashboard.page import Page
from dashboard.tables import (
    clean,
    contamination,
    fragments,
    keywords,
    lengths,
    pairs,
    texts,
    topics,
)
from dashboard.tables.table import Table

_MODULES = (texts, topics, lengths, fragments, pairs, keywords, clean, contamination)
_TABLES = [
    table for module in _MODULES for table in vars(module).values() if isinstance(table, Table)
]
TABLES: dict[str, Table] = {
    table.name: table for page in Page for table in _TABLES if table.page is page
}
"""By name, in the order of the pages."""
