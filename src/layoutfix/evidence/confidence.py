"""How likely an article can be used as it is: the scores of the decisions that made it, as one chance."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from ..page import Article
from .weights import Floats, network, sigmoid

LEAST: Final = 1e-4


def confidences(articles: Sequence[Article], scores: Sequence[Sequence[float]]) -> list[float]:
    """For each article of a page the chance in [0, 1] that its headline and nearly all of its body are right, from the
    scores of the blocks that it was made of."""
    if not articles:
        return []
    chances = sigmoid(network("confidence").logits(confidence_features(articles, scores)))
    return [round(chance, 3) for chance in chances.tolist()]


def confidence_features(articles: Sequence[Article], scores: Sequence[Sequence[float]]) -> Floats:
    """One row for each article of a page: the scores of its blocks, what it has, and how the page fares."""
    logs = [np.log(np.maximum(own, LEAST)) for own in scores]
    totals = [float(own.sum()) for own in logs]
    headed = [article.headline is not None for article in articles]
    filled = [bool(article.paragraphs) for article in articles]
    page = [np.mean(totals), min(totals), np.mean(headed), np.mean(filled), len(articles)]
    rows = [
        [
            *(totals[at], float(own.min()), float(np.sort(own)[:3].sum()), len(own) ** 0.5),
            *(headed[at], filled[at], article.kicker is not None, article.deck is not None),
            *page,
        ]
        for at, (article, own) in enumerate(zip(articles, logs, strict=True))
    ]
    return np.array(rows, dtype=np.float32)
