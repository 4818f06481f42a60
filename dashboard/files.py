"""Files that a visitor hands over."""

from __future__ import annotations

from collections.abc import Mapping

Files = Mapping[str, bytes]
"""By their paths, with `/` between the parts: what is in them."""
