"""A length that no round trip can beat: the ascent of Held and Karp ("The traveling-salesman problem and minimum
spanning trees, part II", Mathematical Programming 1, 1971) with steps after Volgenant and Jonker ("A branch and bound
algorithm for the symmetric traveling salesman problem", European Journal of Operational Research 9, 1982)."""

from __future__ import annotations

from collections.abc import Sequence

_FIRST_STEP = 10.0
"""In mean legs: high enough for prices that part towns far from each other."""


def tour_bound(matrix: Sequence[Sequence[float]], rounds: int = 600) -> float:
    """A lower bound on the shortest round trip over three places or more. It knows nothing of how a trip was found."""
    count = len(matrix)
    prices, before, best = [0.0] * count, [2] * count, 0.0
    for number in range(rounds):
        cost, degrees = _one_tree(matrix, prices)
        best = max(best, cost - 2 * sum(prices))
        step = _FIRST_STEP * best / (2 * count) * (1 - number / rounds) ** 2
        prices = [
            price + step * (0.6 * (degree - 2) + 0.4 * (last - 2))
            for price, degree, last in zip(prices, degrees, before, strict=True)
        ]
        before = degrees
    return best


def _one_tree(matrix: Sequence[Sequence[float]], prices: list[float]) -> tuple[float, list[int]]:
    """The cheapest tree over all places but 0, with the two cheapest legs of 0; its cost and each place's legs."""
    count = len(matrix)
    degrees, cost = [0] * count, 0.0
    left = dict.fromkeys(range(2, count), (float("inf"), 0))
    newest = 1
    while left:
        row, price = matrix[newest], prices[newest]
        for place, (reached, _) in left.items():
            way = row[place] + price + prices[place]
            if way < reached:
                left[place] = (way, newest)
        newest, (way, parent) = min(left.items(), key=lambda item: item[1][0])
        del left[newest]
        cost += way
        degrees[newest] += 1
        degrees[parent] += 1
    legs = sorted((matrix[0][one] + prices[0] + prices[one], one) for one in range(1, count))[:2]
    for way, one in legs:
        cost += way
        degrees[one] += 1
        degrees[0] += 1
    return cost, degrees
