"""Whole numbers in a row, of many ranges at once."""

from __future__ import annotations

import numpy as np


def consecutive(first: np.ndarray, count: np.ndarray) -> np.ndarray:
    """So many whole numbers from each first one on, one range after another.

    >>> consecutive(np.array([5, 2]), np.array([3, 2])).tolist()
    [5, 6, 7, 2, 3]
    """
    begins = np.cumsum(count) - count
    numbers: np.ndarray = np.arange(count.sum()) + np.repeat(first - begins, count)
    return numbers
