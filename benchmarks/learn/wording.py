"""Wording: what the characters of a line say about its role, by a linear model over hashed n-grams."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
import torch
from numpy.random import Generator
from torch import nn
from torch.nn.functional import cross_entropy

from layoutfix.evidence import encoder
from layoutfix.evidence.readings import forget_readings
from layoutfix.evidence.weights import Floats
from layoutfix.evidence.wording import CLASSES, HASH_BITS, gram_rows, wording_scores
from layoutfix.io.read_text import read_page
from layoutfix.passes.fold_characters import fold_characters

from .corpus import Article, headline_of, read_articles
from .furniture import invent_furniture
from .gold import bare, printed_strings
from .labels import label_lines
from .pages import Dump, is_misread, read_dumps
from .store import Arrays, Run

EPOCHS: Final = 4
BATCH: Final = 2048
RATE: Final = 0.02
"""Rate of the first pass; each pass halves it."""
SHRINK: Final = 1e-6
INVENTED: Final = 6000
FOLDS: Final = 5
TELLING: Final = 6
"""By so many characters of its title the fold of an article is told, since print may leave off the rest."""
COPIES: Final = {"headline": 2, "kicker": 3, "deck": 3, "byline": 6}
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
    """`wording.npy` from lines set of the corpus, of the train pages' articles and of invented furniture; and for each
    of `FOLDS` the same without the articles of that fold, for those who learn from pages of these articles."""
    articles = read_articles(run)
    dumps = [dump for dump in read_dumps(run.bench / "train", run.limit) if dump.extractor == "mupdf"]
    with run.weights():
        run.save("wording", _fit(_sources(articles, dumps, None), run.epochs(EPOCHS)))
        for fold in range(FOLDS):
            np.savez(run.work / f"wording{fold}.npz", **_fit(_sources(articles, dumps, fold), run.epochs(EPOCHS)))


def fold_of(title: str) -> int:
    """The fold of the article with this title."""
    return crc32(bare(title)[:TELLING].encode()) % FOLDS


@contextmanager
def unseen_wording(
    run: Run, titles: Sequence[str | None], owners: Sequence[int], texts: Sequence[str]
) -> Iterator[None]:
    """Let the encoder score the wording of each text by what was learned without its article: `titles` are those of the
    articles of a page, `owners` the article of each text (-1: none)."""
    tables = [dict(np.load(run.work / f"wording{fold}.npz")) for fold in range(FOLDS)]
    folds = {text: fold_of(titles[at] or "") if at >= 0 else 0 for text, at in zip(texts, owners, strict=True)}

    def scores(texts: Sequence[str]) -> Floats:
        by_fold = np.stack([wording_scores(texts, table) for table in tables])
        return by_fold[[folds[text] for text in texts], np.arange(len(texts))]

    encoder.wording_scores = scores
    forget_readings()
    try:
        yield
    finally:
        encoder.wording_scores = wording_scores
        forget_readings()


def _sources(articles: list[Article], dumps: list[Dump], without: int | None) -> list[Texts]:
    """The texts to learn from, but for those of the articles of a fold."""
    random = np.random.default_rng(0)
    corpus = _corpus_texts([one for one in articles if fold_of(headline_of(one)) != without], random)
    return [corpus, *(_page_texts(dump, random, without) for dump in dumps)]


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
            found.add(_set_lines(article.kicker, random) if article.kicker else [], "kicker")
        for paragraph in article.paragraphs:
            if len(paragraph) <= 25 and paragraph[-1] not in _BODY_ENDS:
                found.add([paragraph], "subhead")
            else:
                found.add(_set_paragraph(paragraph, random), "body")
    found.add([bare(invent_furniture(random)) for _ in range(INVENTED)], "furniture")
    return found


def _page_texts(dump: Dump, random: Generator, without: int | None) -> Texts:
    """The parts of the articles of a page, set anew, but for those of a fold, and the lines that are in no article."""
    found = Texts([], [])
    for article in (one for one in dump.articles if fold_of(one["headline"] or "") != without):
        for part, copies in COPIES.items():
            for _ in range(copies if article[part] else 0):
                found.add(_set_lines(bare(article[part]), random), part)
        for caption in article["captions"]:
            for _ in range(CAPTION_COPIES):
                found.add(_set_lines(bare(caption), random), "caption")
    texts = [bare(line.text.value) for line in fold_characters(read_page(dump.text)).lines]
    labels = label_lines(texts, printed_strings(dump.articles), misread=is_misread(dump))
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
