"""Wording: what the characters of a line say about its role, by a linear model over hashed n-grams."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import torch
from numpy.random import Generator
from torch import nn
from torch.nn.functional import cross_entropy

from layoutfix.evidence.wording import CLASSES, HASH_BITS, gram_rows
from layoutfix.io.read_text import read_page
from layoutfix.passes.fold_characters import fold_characters

from .corpus import Article, headline_of, read_articles
from .furniture import invent_furniture
from .gold import bare, printed_strings
from .labels import label_lines
from .pages import Dump, read_dumps
from .store import Arrays, Run

EPOCHS: Final = 4
BATCH: Final = 2048
RATE: Final = 0.02
"""Rate of the first pass; each pass halves it."""
SHRINK: Final = 1e-6
INVENTED: Final = 6000
COPIES: Final = {"headline": 2, "kicker": 6, "deck": 6, "byline": 6}
"""How often each part of a page's article is set anew, at another measure."""
CAPTION_COPIES: Final = 4
_BODY_ENDS: Final = "。！？”…；：）."


class Texts(NamedTuple):
    """Texts without white space, and the name in `CLASSES` of each."""

    texts: list[str]
    classes: list[str]

    def add(self, texts: Sequence[str], name: str) -> None:
        """More texts of one class."""
        self.texts.extend(texts)
        self.classes.extend([name] * len(texts))


def learn_wording(run: Run) -> None:
    """`wording.npz` from lines set of the corpus, of the train pages' articles and of invented furniture."""
    random = np.random.default_rng(0)
    corpus = _corpus_texts(read_articles(run), random)
    pages = [
        _page_texts(dump, random) for dump in read_dumps(run.bench / "train", run.limit) if dump.extractor == "mupdf"
    ]
    with run.weights():
        run.save("wording", _fit([corpus, *pages], run.epochs(EPOCHS)))


def _set_lines(text: str, random: Generator) -> list[str]:
    """A title as print may set it: in one line, or cut at a random measure."""
    text = "".join(text.split())
    if len(text) <= 6 or (len(text) <= 26 and random.random() < 0.5):
        return [text]
    measure = int(random.integers(6, 24))
    return [text[at : at + measure] for at in range(0, len(text), measure)]


def _set_paragraph(text: str, random: Generator) -> list[str]:
    """Some lines of a paragraph with an indent of two em: first and last ones oftener than others."""
    measure = int(random.integers(12, 28))
    lines = [text[: measure - 2], *(text[at : at + measure] for at in range(measure - 2, len(text), measure))]
    chance = [0.12] * len(lines)
    chance[0] = 0.38
    chance[-1] = 0.3
    return [line for line, p in zip(lines, chance, strict=True) if random.random() < p]


def _corpus_texts(articles: list[Article], random: Generator) -> Texts:
    found = Texts([], [])
    for article in articles:
        title = headline_of(article)
        for _ in range(1 if article.source.startswith("news-broadcast") else 2):
            found.add(_set_lines(title, random) if title else [], "headline")
        for _ in range(2):
            found.add(_set_lines(article.deck, random) if article.deck else [], "deck")
        for paragraph in article.paragraphs:
            if len(paragraph) <= 25 and paragraph[-1] not in _BODY_ENDS:
                found.add([paragraph], "subhead")
            else:
                found.add(_set_paragraph(paragraph, random), "body")
    found.add([bare(invent_furniture(random)) for _ in range(INVENTED)], "furniture")
    return found


def _page_texts(dump: Dump, random: Generator) -> Texts:
    """The parts of the articles of a page, set anew, and the lines of it that are in no article."""
    found = Texts([], [])
    for article in dump.articles:
        for part, copies in COPIES.items():
            for _ in range(copies if article[part] else 0):
                found.add(_set_lines(bare(article[part]), random), part)
        for caption in article["captions"]:
            for _ in range(CAPTION_COPIES):
                found.add(_set_lines(bare(caption), random), "caption")
    texts = [bare(line.text.value) for line in fold_characters(read_page(dump.text)).lines]
    labels = label_lines(texts, printed_strings(dump.articles), misread=dump.misread)
    found.add([text for text, label in zip(texts, labels, strict=True) if label is None and text], "furniture")
    return found


def _fit(sources: Sequence[Texts], epochs: int) -> Arrays:
    """The weight of each hashed n-gram for each class; n-grams of a text are summed over the root of their number."""
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    texts = [text for source in sources for text in source.texts]
    classes = np.array([CLASSES.index(name) for source in sources for name in source.classes])
    rows, owners = gram_rows(texts)
    rows = rows[np.argsort(owners, kind="stable")]
    length = np.bincount(owners, minlength=len(texts))
    first = length.cumsum() - length
    table = nn.EmbeddingBag(1 << HASH_BITS, len(CLASSES), mode="sum")
    nn.init.zeros_(table.weight)
    bias = nn.Parameter(torch.zeros(len(CLASSES)))
    count = np.bincount(classes, minlength=len(CLASSES))
    rarity = torch.from_numpy(np.sqrt(count.sum() / np.maximum(count, 1) / len(CLASSES)).astype(np.float32))
    optimizer = torch.optim.Adam([table.weight, bias], lr=RATE)
    schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.5)
    for _ in range(epochs):
        order = random.permutation(len(texts))
        for batch in (order[at : at + BATCH] for at in range(0, len(texts), BATCH)):
            size = length[batch]
            offset = size.cumsum() - size
            grams = rows[np.repeat(first[batch] - offset, size) + np.arange(size.sum())]
            root = torch.from_numpy(np.sqrt(size).astype(np.float32))[:, None]
            scores = table(torch.from_numpy(grams), torch.from_numpy(offset)) / root + bias
            loss = cross_entropy(scores, torch.from_numpy(classes[batch]), weight=rarity)
            optimizer.zero_grad()
            (loss + SHRINK * (table.weight**2).sum()).backward()
            optimizer.step()
        schedule.step()
    return {"weights": table.weight.detach().numpy().astype(np.float16), "bias": bias.detach().numpy()}
