"""How far a number is from the rest, in a measure that the outliers themselves hardly change."""

from __future__ import annotations

import numpy as np
from scipy.stats import median_abs_deviation


def modified_z_score(values: np.ndarray) -> np.ndarray:
    """How far each value is from the median, in robust standard deviations.

    `(x - median) / (1.4826 MAD)`, MAD being the median absolute deviation from the median: the
    modified z-score (Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers). 0 for values
    that are the median, infinite for others where the MAD is 0; empty for no values.
    """
    if not len(values):
        return values.astype(float)
    deviation = values - np.median(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = deviation / median_abs_deviation(values, scale="normal")
    return np.where(deviation == 0, 0.0, scores)
