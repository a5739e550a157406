"""The towers: two networks whose vectors agree where one text continues another."""

from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from layoutfix.evidence.language import CONTEXT, PAD, UNKNOWN, Codes, encode

from .corpus import Article, read_articles
from .store import Arrays, Run

STEPS: Final = 26000
ARTICLES: Final = 60
SEAMS: Final = 25
"""Seams of each article in a batch: every other seam of the batch is a wrong answer, and those of the same article are
the hard ones."""
LEAST_SEAMS: Final = 40
LEAST_LENGTH: Final = 24
BLANKED: Final = 0.015
"""Share of characters that are made unknown, as OCR would."""
EMBEDDING, HIDDEN, WIDTH = 64, 384, 128
FIRST_RATE: Final = 2e-3
RATE: Final = 3e-3
_NEVER_FIRST: Final = "，。、；：？！”’）》〉】…—%‰,.;:?!)"
_NEVER_LAST: Final = "“‘（《〈【("


class Towers(nn.Module):
    """An embedding that both sides share, and a network of one hidden layer for each."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, EMBEDDING)
        nn.init.normal_(self.embedding.weight, std=0.3)
        self.tail1 = nn.Linear(CONTEXT * EMBEDDING, HIDDEN)
        self.tail2 = nn.Linear(HIDDEN, WIDTH)
        self.head1 = nn.Linear(CONTEXT * EMBEDDING, HIDDEN)
        self.head2 = nn.Linear(HIDDEN, WIDTH)

    def forward(self, tails: Tensor, heads: Tensor) -> Tensor:
        """The score of each tail with each head."""
        a = self.tail2(torch.relu(self.tail1(self.embedding(tails).flatten(1))))
        b = self.head2(torch.relu(self.head1(self.embedding(heads).flatten(1))))
        product: Tensor = a @ b.T
        return product


class Seams:
    """All places in the corpus where a line of print may end, article by article."""

    def __init__(self, articles: list[Article]) -> None:
        pad = np.full(CONTEXT, PAD, dtype=np.int64)
        never_first, never_last = encode(_NEVER_FIRST), encode(_NEVER_LAST)
        codes, places, counts = [pad], [], []
        offset = CONTEXT
        for article in articles:
            count = 0
            for text in article.paragraphs:
                if len(text) < LEAST_LENGTH:
                    continue
                line = encode(text)
                at = np.arange(4, len(line) - 3)
                at = at[~np.isin(line[at], never_first) & ~np.isin(line[at - 1], never_last)]
                places.append(offset + at)
                count += len(at)
                codes += [line, pad]
                offset += len(line) + CONTEXT
            counts.append(count)
        self.codes = np.concatenate(codes)
        self.places = np.concatenate(places)
        self.count = np.array(counts)
        self.start = self.count.cumsum() - self.count
        self.long = np.flatnonzero(self.count > LEAST_SEAMS)

    def batch(self, random: np.random.Generator) -> tuple[Tensor, Tensor]:
        """The ends and the beginnings of seams drawn from some articles."""
        chosen = random.choice(self.long, min(ARTICLES, len(self.long)), replace=False)
        seams = np.concatenate([self.start[a] + random.integers(0, self.count[a], SEAMS) for a in chosen])
        place = self.places[seams][:, None]
        steps = np.arange(CONTEXT)
        return self._blanked(place - CONTEXT + steps, random), self._blanked(place + steps, random)

    def _blanked(self, places: Codes, random: np.random.Generator) -> Tensor:
        codes = self.codes[places]
        codes[random.random(codes.shape) < BLANKED] = UNKNOWN
        return torch.from_numpy(codes)


def learn_towers(run: Run) -> None:
    """`towers.npz`: the embedding and the weights of both towers, in half precision."""
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    with run.weights():
        seams = Seams(read_articles(run))
    with np.load(run.out / "characters.npz") as characters:
        net = Towers(int(characters["rows"].max()) + 1)
    steps = 20 if run.limit else STEPS
    optimizer = torch.optim.Adam(net.parameters(), lr=FIRST_RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, steps, pct_start=0.1)
    smoothed = 0.0
    for step in range(steps):
        score = net(*seams.batch(random))
        right = torch.arange(len(score))
        loss = (cross_entropy(score, right) + cross_entropy(score.T, right)) / 2
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        smoothed = 0.99 * smoothed + 0.01 * loss.item() if step else loss.item()
        if (step + 1) % 1000 == 0:
            print(f"step {step + 1}: loss {smoothed:.4f}", flush=True)
    run.save("towers", _half(net))


def _half(net: Towers) -> Arrays:
    """The weights as the package reads them: matrices in half precision, inputs in rows."""
    arrays = {"embedding": net.embedding.weight.detach().numpy().astype(np.float16)}
    for name in ("tail1", "tail2", "head1", "head2"):
        layer = getattr(net, name)
        arrays[name] = layer.weight.detach().numpy().T.astype(np.float16)
        arrays[f"{name}_bias"] = layer.bias.detach().numpy()
    return arrays
