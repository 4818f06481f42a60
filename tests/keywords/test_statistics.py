"""The scores against values from outside: R, the package `corpora`, the papers; or by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from refrain.keywords.statistics import c_tf_idf, log_likelihood, log_odds, log_ratio

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")

counts = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=20).map(
    lambda pairs: tuple(np.array(pairs).T)
)


def of(*numbers):
    return np.array(numbers)


# R 4.2.2: binom.test(here, here + rest, conf.level = 1 - 0.05 / tests)$conf.int
BINOM_TEST = [
    (5, 0, 1, 0.478176249895, 1),
    (5, 0, 1000, 0.120112443398, 1),
    (7, 2, 1, 0.399906426284, 0.971855026522),
    (7, 2, 1000, 0.136783428288, 0.999165041441),
    (12, 3, 1, 0.519108866193, 0.956687994894),
    (12, 3, 1000, 0.266422786003, 0.996154181752),
    (30, 4, 1, 0.725496512858, 0.966998319664),
    (30, 4, 1000, 0.541984801071, 0.995035892159),
    (0, 9, 1, 0, 0.33626711688),
    (0, 9, 1000, 0, 0.691922486121),
    (1, 20, 1, 0.00120488344836, 0.238159909937),
    (1, 20, 1000, 1.19049036304e-06, 0.476678951903),
]


@pytest.mark.parametrize(("here", "rest", "tests", "low", "high"), BINOM_TEST)
def test_log_ratio_has_the_bounds_of_r_binom_test(here, rest, tests, low, high):
    # Totals so far apart that the bound in question is on its side of 0.
    score = log_ratio(of(here), of(rest), 1_000, 1_000_000_000, tests)[0]
    expected = math.log2(low / (1 - low) * 1e6) if low else 0
    assert score == pytest.approx(expected, rel=1e-6)
    score = log_ratio(of(here), of(rest), 1_000_000_000, 1_000, tests)[0]
    expected = math.log2(high / (1 - high) / 1e6) if high < 1 else 0
    assert score == pytest.approx(expected, rel=1e-6)


# German news on MRSA against others: the reference data of Evert (2022), in tests/keyness.R of the
# R package corpora 0.6; 1,177 and 341,805 texts, 20,109 candidates.
MRSA = [
    (574, 18, 6693.8873299, 11.757506577),
    (411, 13, 4711.9164992, 11.530551300),
    (162, 3, 1831.9550647, 11.041688356),
    (78, 0, 890.5240859, 10.574436492),
    (62, 5, 671.4403609, 9.247855664),
    (2, 1, 18.89000377, 0),
    (86, 0, 982.4710734, 10.72732092),
    (79, 0, 902.0110929, 10.59445277),
]


def test_scores_are_those_of_the_reference_data_of_evert_2022():
    here, rest, likelihood, ratio = np.array(MRSA).T
    here, rest = here.astype(int), rest.astype(int)
    assert log_ratio(here, rest, 1177, 341_805, 20_109) == pytest.approx(ratio, rel=1e-8)
    assert log_likelihood(here, rest, 1177, 341_805) == pytest.approx(likelihood, rel=1e-8)


# Nouns of spoken British English against written, an example of ?keyness in the R package
# corpora 0.6 (data set BNCcomparison): 1,274,747 and 19,277,930 nouns, 61 candidates.
BNC = [
    (23171, 51670, 43127.8122755393, 2.723389710565),
    (20939, 94568, 19356.3331411788, 1.706504643676),
    (23, 77, 29.8968308297, 0.889516083836),
    (14, 989, -57.0895710649, -1.04452419711),
    (0, 1000, -128.0637810831, -3.07805849791),
]


def test_scores_are_those_of_the_example_of_corpora():
    here, rest, likelihood, ratio = np.array(BNC).T
    here, rest = here.astype(int), rest.astype(int)
    assert log_ratio(here, rest, 1_274_747, 19_277_930, 61) == pytest.approx(ratio, rel=1e-8)
    assert log_likelihood(here, rest, 1_274_747, 19_277_930) == pytest.approx(likelihood, rel=1e-8)
    # The first example there: 7 and 2 of 1,000 each.
    assert log_likelihood(of(7), of(2), 1000, 1000)[0] == pytest.approx(2.95449418451)
    assert log_ratio(of(7), of(2), 1000, 1000)[0] == 0


def test_log_likelihood_by_hand():
    # 3 of 4 words here, 1 of 4 in the rest: 2 are expected in each of the four cells, so
    # 2 (3 ln(3/2) + ln(1/2) + ln(1/2) + 3 ln(3/2)) = 2.0930.
    assert log_likelihood(of(3, 1), of(1, 3), 4, 4) == pytest.approx([2.0930, -2.0930], abs=1e-4)


@given(counts)
def test_log_likelihood_has_the_sign_of_the_difference_of_rates(pair):
    here, rest = pair
    totals = int(here.sum()) + 3, int(rest.sum()) + 5
    difference = here * totals[1] - rest * totals[0]
    score = log_likelihood(here, rest, *totals)
    assert np.isfinite(score).all()
    assert (score[difference == 0] == 0).all()
    assert (np.sign(score) * np.sign(difference) >= 0).all()


def test_c_tf_idf_by_hand():
    # 2 of 10 words; 4 in all topics, which have 12 words on average: 0.2 × ln(1 + 12/4) × 1000.
    assert c_tf_idf(of(2), of(4), 10, 12)[0] == pytest.approx(277.2589, abs=1e-4)


def test_no_words_score_nothing():
    none = np.zeros(0, dtype=int)
    assert len(log_likelihood(none, none, 3, 4)) == 0
    assert log_likelihood(of(0, 3), of(0, 0), 3, 0).tolist() == [0, 0]
    assert c_tf_idf(of(0), of(3), 0, 5).tolist() == [0]


# -- the conservative log ratio -------------------------------------------------------------------


def test_log_ratio_by_hand_where_the_rest_lacks_the_word():
    # 5 of 5 here, 0 of 95 there: P(share of 5 among 5) = p^5 = 0.025 at the lower bound, so
    # p = 0.025^(1/5) = 0.478176 and log2(p / (1 - p) * 95 / 5) = log2(0.916356 * 19) = 4.1219.
    assert log_ratio(np.array([5]), np.array([0]), 5, 95)[0] == pytest.approx(4.1219, abs=1e-4)


def test_log_ratio_by_hand_where_the_topic_lacks_the_word():
    # The mirror image: upper bound p = 1 - 0.025^(1/5), the ratio of rates inverted.
    assert log_ratio(np.array([0]), np.array([5]), 95, 5)[0] == pytest.approx(-4.1219, abs=1e-4)


def test_log_ratio_corrects_for_the_number_of_words():
    # 10 tests: p = 0.0025^(1/5) = 0.301709; log2(0.432067 * 19) = 3.0373.
    assert log_ratio(np.array([5]), np.array([0]), 5, 95, tests=10)[0] == pytest.approx(
        3.0373, abs=1e-4
    )


def test_log_ratio_is_0_where_the_interval_holds_0():
    # 2 of 10 against 1 of 10: the exact interval of 2 out of 3 is 0.094 to 0.992, 1/2 inside.
    assert log_ratio(np.array([2]), np.array([1]), 10, 10)[0] == 0


@pytest.mark.parametrize(("here_total", "rest_total"), [(0, 3), (3, 0), (0, 0)])
def test_log_ratio_is_0_with_nothing_to_compare(here_total, rest_total):
    here, rest = np.array([here_total, 0]), np.array([rest_total, 0])
    assert log_ratio(here, rest, here_total, rest_total).tolist() == [0, 0]


def test_log_ratio_of_no_words_is_empty():
    none = np.zeros(0, dtype=int)
    assert len(log_ratio(none, none, 3, 4)) == 0


@given(counts, st.integers(60, 200), st.integers(60, 200), st.sampled_from([1, 100, 100_000]))
def test_log_ratio_is_the_exact_interval_of_scipy(pair, here_total, rest_total, tests):
    here, rest = pair
    scores = log_ratio(here, rest, here_total, rest_total, tests)
    for k, other, score in zip(here, rest, scores, strict=True):
        if k + other == 0:
            assert score == 0
            continue
        interval = binomtest(int(k), int(k + other)).proportion_ci(1 - 0.05 / tests, "exact")
        low, high = (ratio(p, rest_total / here_total) for p in interval)
        assert score == pytest.approx(max(low, 0) or min(high, 0), rel=1e-5, abs=1e-7)


def ratio(share: float, scale: float) -> float:
    return math.inf if share >= 1 else math.log2(max(share / (1 - share) * scale, 1e-300))


@given(counts, st.integers(60, 200), st.integers(60, 200))
def test_log_ratio_changes_sign_with_its_sides(pair, here_total, rest_total):
    here, rest = pair
    one = log_ratio(here, rest, here_total, rest_total)
    np.testing.assert_allclose(one, -log_ratio(rest, here, rest_total, here_total), atol=1e-9)


@given(st.integers(0, 40), st.integers(1, 5))
def test_log_ratio_is_0_at_equal_rates(number, times):
    here, rest = np.array([number]), np.array([number * times])
    assert log_ratio(here, rest, 50, 50 * times)[0] == 0


@given(counts)
def test_log_ratio_never_claims_more_than_was_seen(pair):
    here, rest = pair
    seen = np.array([ratio(k / max(k + r, 1), 2) for k, r in zip(here, rest, strict=True)])
    assert (log_ratio(here, rest, 60, 120) <= np.maximum(seen, 0) + 1e-9).all()


# -- log-odds -------------------------------------------------------------------------------------


def test_log_odds_by_hand():
    # here 3 and 1 of 4 words, rest 1 and 3 of 4. The prior is both: 4 and 4, 8 in all. So the
    # first word has 3 + 4 = 7 of 12 here, 1 + 4 = 5 of 12 there:
    # z = (ln(7/5) - ln(5/7)) / sqrt(1/7 + 1/5) = 0.672944 / 0.585540 = 1.149271
    scores = log_odds(np.array([3, 1]), np.array([1, 3]))
    assert scores == pytest.approx([1.149271, -1.149271], abs=1e-6)


def test_log_odds_with_a_lighter_prior_by_hand():
    # Half a corpus: 3 + 2 = 5 of 8 here, 1 + 2 = 3 of 8 there:
    # z = (ln(5/3) - ln(3/5)) / sqrt(1/5 + 1/3) = 1.021651 / 0.730297 = 1.398953
    scores = log_odds(np.array([3, 1]), np.array([1, 3]), prior=0.5)
    assert scores == pytest.approx([1.398953, -1.398953], abs=1e-6)


@given(counts)
def test_log_odds_has_the_sign_of_the_difference_of_rates(pair):
    here, rest = pair
    difference = here * rest.sum() - rest * here.sum()
    assert (np.sign(log_odds(here, rest)) == np.sign(difference)).all()


@given(st.lists(st.integers(0, 1000), max_size=10), st.integers(0, 7))
def test_log_odds_is_exactly_0_at_equal_rates(numbers, times):
    here = np.array(numbers, dtype=int)
    assert (log_odds(here, here * times) == 0).all()
