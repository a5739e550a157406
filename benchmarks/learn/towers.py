"""The towers: two networks whose vectors agree where one text continues another."""

from typing import Final, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from layoutfix.evidence.language import (
    CONTEXT,
    NEAR,
    NEAR_PAIRS,
    PAD,
    PAIR_BITS,
    UNKNOWN,
    Codes,
    encode,
    pair_slots,
)
from layoutfix.evidence.weights import load

from .corpus import Article, read_articles
from .store import Arrays, Run

STEPS: Final = 12000
ARTICLES: Final = 60
SEAMS: Final = 25
"""Seams of each article in a batch: every other seam of the batch is a wrong answer, and those of the same article are
the hard ones."""
LEAST_SEAMS: Final = 40
LEAST_LENGTH: Final = 24
BLANKED: Final = 0.015
"""Share of characters that are made unknown, as OCR would."""
SHORTEST: Final = 8
"""A line of print shows at least so many characters of its end."""
EMBEDDING, PAIR, HIDDEN, WIDTH = 64, 32, 384, 128
RATE: Final = 4e-3
BYTE: Final = 127
_NEVER_FIRST: Final = "，。、；：？！”’）》〉】…—%‰,.;:?!)"
_NEVER_LAST: Final = "“‘（《〈【("


class Side(NamedTuple):
    """One side of some seams: the codes next to the seam, the slots of all pairs, those next to the seam, too."""

    near: Tensor
    slots: Tensor
    near_slots: Tensor


class Towers(nn.Module):
    """An embedding of characters and one of pairs that both sides share, and a network of one hidden layer for each."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, EMBEDDING)
        nn.init.normal_(self.embedding.weight, std=0.3)
        self.pairs = nn.Embedding(1 << PAIR_BITS, PAIR)
        nn.init.normal_(self.pairs.weight, std=0.2)
        inputs = NEAR * EMBEDDING + (NEAR_PAIRS + 1) * PAIR
        self.tail1 = nn.Linear(inputs, HIDDEN)
        self.tail2 = nn.Linear(HIDDEN, WIDTH)
        self.head1 = nn.Linear(inputs, HIDDEN)
        self.head2 = nn.Linear(HIDDEN, WIDTH)

    def forward(self, tails: Side, heads: Side) -> Tensor:
        """The score of each tail with each head."""
        a = self.tail2(torch.relu(self.tail1(self._inputs(tails))))
        b = self.head2(torch.relu(self.head1(self._inputs(heads))))
        product: Tensor = a @ b.T
        return product

    def _inputs(self, side: Side) -> Tensor:
        known = (side.slots > 0).float()[:, :, None]
        subject = (self.pairs(side.slots) * known).sum(1) / (known.sum(1).sqrt() + 1)
        return torch.cat([self.embedding(side.near).flatten(1), self.pairs(side.near_slots).flatten(1), subject], dim=1)


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

    def batch(self, random: np.random.Generator) -> tuple[Side, Side]:
        """The ends and the beginnings of seams drawn from some articles, each as long as a line of print may be."""
        chosen = random.choice(self.long, min(ARTICLES, len(self.long)), replace=False)
        seams = np.concatenate([self.start[a] + random.integers(0, self.count[a], SEAMS) for a in chosen])
        place = self.places[seams][:, None]
        steps = np.arange(CONTEXT)
        shown = random.integers(SHORTEST, CONTEXT + 1, (2, len(seams), 1))
        tails = np.where(CONTEXT - 1 - steps < shown[0], self._blanked(place - CONTEXT + steps, random), PAD)
        heads = np.where(steps < shown[1], self._blanked(place + steps, random), PAD)
        tail_slots, head_slots = pair_slots(tails), pair_slots(heads)
        return (
            Side(*map(torch.from_numpy, (tails[:, -NEAR:], tail_slots, tail_slots[:, -NEAR_PAIRS:]))),
            Side(*map(torch.from_numpy, (heads[:, :NEAR], head_slots, head_slots[:, :NEAR_PAIRS]))),
        )

    def _blanked(self, places: Codes, random: np.random.Generator) -> Codes:
        codes = self.codes[places]
        codes[random.random(codes.shape) < BLANKED] = UNKNOWN
        return codes


def learn_towers(run: Run) -> None:
    """`towers.npy`: the embeddings and the weights of both towers, in half precision; those of pairs in bytes."""
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    with run.weights():
        seams = Seams(read_articles(run))
        net = Towers(int(load("characters")["rows"].max()) + 1)
    steps = 20 if run.limit else STEPS
    optimizer = torch.optim.Adam(net.parameters(), lr=RATE)
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
    run.save("towers", _small(net))


def _small(net: Towers) -> Arrays:
    """The weights as the package reads them: matrices in half precision, inputs in rows."""
    arrays = {"embedding": net.embedding.weight.detach().numpy().astype(np.float16)}
    pairs = net.pairs.weight.detach().numpy()
    arrays["pair_scale"] = np.float32(np.abs(pairs).max() / BYTE)
    arrays["pairs"] = np.rint(pairs / arrays["pair_scale"]).astype(np.int8)
    for name in ("tail1", "tail2", "head1", "head2"):
        layer = getattr(net, name)
        arrays[name] = layer.weight.detach().numpy().T.astype(np.float16)
        arrays[f"{name}_bias"] = layer.bias.detach().numpy()
    return arrays
