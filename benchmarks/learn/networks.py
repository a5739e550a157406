"""The small networks and how they are trained; what comes out is what `layoutfix.evidence.weights.Network` reads."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, Self

import numpy as np
import torch
from torch import Tensor, nn

from layoutfix.evidence.sheet import Ints
from layoutfix.evidence.weights import FARTHEST, Floats

from .store import Arrays, Run

MOST_SCALE: Final = 20.0
"""A column that hardly varies is not blown up by more than this."""
CONSTANT: Final = 1e-6
"""A column with a smaller deviation than this is left out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a network is built and trained: hidden units, passes over the data, examples a batch, AdamW with its highest
    rate in a one-cycle schedule, the share of that which climbs, and decay; dropout before and after the hidden layer;
    the greatest norm of a gradient; and of how many networks, which begin differently, the mean is taken."""

    hidden: int
    epochs: int
    batch: int
    rate: float
    decay: float
    climb: float = 0.15
    drop_in: float = 0.0
    drop: float = 0.0
    most_gradient: float = float("inf")
    networks: int = 1

    def within(self, run: Run) -> Self:
        """The plan cut short where the run is a trial."""
        return replace(self, epochs=run.epochs(self.epochs))


class Perceptron(nn.Module):
    """A network of one hidden layer over columns brought to mean 0 and deviation 1."""

    def __init__(self, features: Sequence[Floats], outputs: int, plan: Plan) -> None:
        """`features` are the arrays that the columns' means and deviations are taken from."""
        super().__init__()
        self.mean, self.scale = standard(features)
        self.first = nn.Linear(len(self.mean), plan.hidden)
        self.last = nn.Linear(plan.hidden, outputs)
        self.drop_in, self.drop = nn.Dropout(plan.drop_in), nn.Dropout(plan.drop)

    def forward(self, features: Floats) -> Tensor:
        """One row of scores for each row of features."""
        x = torch.from_numpy(np.clip((features - self.mean) * self.scale, -FARTHEST, FARTHEST))
        hidden = self.drop(torch.relu(self.first(self.drop_in(x))))
        scores: Tensor = self.last(hidden)
        return scores

    def arrays(self) -> Arrays:
        """The network for `data/NAME.npy`: weights in half precision, inputs in rows."""
        out: Arrays = {"mean": self.mean, "scale": self.scale}
        for at, layer in enumerate((self.first, self.last)):
            out[f"weight{at}"] = layer.weight.detach().numpy().T.astype(np.float16)
            out[f"bias{at}"] = layer.bias.detach().numpy()
        return out


def standard(features: Sequence[Floats]) -> tuple[Floats, Floats]:
    """The mean of each column, and one over its deviation, gathered array by array."""
    count = sum(len(x) for x in features)
    mean = sum(x.sum(axis=0, dtype=np.float64) for x in features) / count
    spread = sum(((x - mean) ** 2).sum(axis=0) for x in features) / count
    deviation = np.sqrt(spread)
    scale = np.where(deviation > CONSTANT, 1 / np.maximum(deviation, CONSTANT), 0)
    return mean.astype(np.float32), np.minimum(scale, MOST_SCALE).astype(np.float32)


def train(
    networks: Iterable[nn.Module], count: int, plan: Plan, loss_of: Callable[[Ints], Tensor | None], seed: int = 0
) -> None:
    """Descend: `loss_of` gives the loss of a batch, as places among `count` examples, or None where there is nothing
    to learn from it. `seed` sets the order of the examples."""
    random = np.random.default_rng(seed)
    together = nn.ModuleList(networks)
    parameters = list(together.parameters())
    optimizer = torch.optim.AdamW(parameters, lr=plan.rate, weight_decay=plan.decay)
    steps = plan.epochs * -(-count // plan.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, plan.rate, total_steps=steps + 1, pct_start=plan.climb)
    together.train()
    for _ in range(plan.epochs):
        order = random.permutation(count)
        for start in range(0, count, plan.batch):
            loss = loss_of(order[start : start + plan.batch])
            if loss is not None:
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(parameters, plan.most_gradient)
                optimizer.step()
            schedule.step()
    together.eval()


class Rows(NamedTuple):
    """Rows of features of one page, each with a yes or a no."""

    features: Floats
    answers: np.ndarray


def fit_yes_no(pages: Sequence[Rows], plan: Plan) -> Arrays:
    """A network whose one output is positive where the answer is likelier yes."""
    pages = [page for page in pages if len(page.answers)]
    torch.manual_seed(0)
    features = np.concatenate([page.features for page in pages])
    answers = torch.from_numpy(np.concatenate([page.answers for page in pages]).astype(np.float32))
    net = Perceptron([features], 1, plan)

    def loss_of(batch: Ints) -> Tensor:
        return nn.functional.binary_cross_entropy_with_logits(net(features[batch])[:, 0], answers[batch])

    train([net], len(features), plan, loss_of)
    return net.arrays()


class Choice(NamedTuple):
    """The edges of one page: which heads may follow which tails, what speaks for each edge, and which are right.

    `counts` says for each item of the page whether what follows it, and what it follows, is to be learned from.
    """

    tails: Ints
    heads: Ints
    features: Floats
    right: np.ndarray
    counts: np.ndarray


def fit_choices(pages: Sequence[Choice], plan: Plan) -> Arrays:
    """A network that scores edges so that of all heads of a tail, and of all tails of a head, the right one scores
    highest, and where none is right all score below 0."""
    pages = [page for page in pages if len(page.tails)]
    return mean_of([_fit_choices(pages, plan, seed) for seed in range(plan.networks)])


def _fit_choices(pages: Sequence[Choice], plan: Plan, seed: int) -> Arrays:
    torch.manual_seed(seed)
    net = Perceptron([page.features for page in pages], 1, plan)

    def loss_of(batch: Ints) -> Tensor:
        chosen = [pages[at] for at in batch]
        sizes = np.array([len(page.counts) for page in chosen])
        offsets = sizes.cumsum() - sizes
        tails = np.concatenate([page.tails + offset for page, offset in zip(chosen, offsets, strict=True)])
        heads = np.concatenate([page.heads + offset for page, offset in zip(chosen, offsets, strict=True)])
        right = torch.from_numpy(np.concatenate([page.right for page in chosen]))
        counts = torch.from_numpy(np.concatenate([page.counts for page in chosen]))
        score = net(np.concatenate([page.features for page in chosen]))[:, 0]
        sides = [_surprise(score, torch.from_numpy(side), right, len(counts)) for side in (tails, heads)]
        return sum(side[counts].sum() for side in sides) / counts.sum()

    train([net], len(pages), plan, loss_of, seed)
    return net.arrays()


def mean_of(networks: Sequence[Arrays]) -> Arrays:
    """The mean of networks over the same columns, as one whose hidden layer holds theirs side by side."""
    first = networks[0]
    return {
        "mean": first["mean"],
        "scale": first["scale"],
        "weight0": np.concatenate([net["weight0"] for net in networks], axis=1),
        "bias0": np.concatenate([net["bias0"] for net in networks]),
        "weight1": np.concatenate([net["weight1"] for net in networks]) / np.float16(len(networks)),
        "bias1": np.mean([net["bias1"] for net in networks], axis=0),
    }


def _surprise(score: Tensor, owner: Tensor, right: Tensor, count: int) -> Tensor:
    """For each of `count` owners of edges, minus the log of the share of the right one, `none` having score 0."""
    top = torch.zeros(count).scatter_reduce(0, owner, score.detach(), "amax", include_self=True)
    total = torch.zeros(count).index_add(0, owner, torch.exp(score - top[owner])) + torch.exp(-top)
    return top + torch.log(total) - torch.zeros(count).index_add(0, owner[right], score[right])
