"""The encoder: a transformer over the lines of a page, taught the role and the bounds of each line and what follows it."""

import time
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, scaled_dot_product_attention

from layoutfix.evidence.encoder import (
    HEADS,
    MOST_SEAM,
    POINTER,
    REACH,
    ROW_REACH,
    STEPS,
    encoder_features,
    row_levels,
    step_class,
)
from layoutfix.evidence.language import Vectors
from layoutfix.evidence.roles import BOUNDS, ROLES
from layoutfix.evidence.sheet import Ints, sheet_of
from layoutfix.evidence.weights import FARTHEST, Floats

from .networks import standard
from .pages import Sample, read_samples
from .store import Arrays, Run
from .targets import UNKNOWN

WIDTH, LAYERS, WIDE = 128, 4, 256
DROP, DROP_IN = 0.1, 0.1
RATE, DECAY, CLIMB = 2e-3, 2e-2, 0.15
FIRST_EPOCHS, LAST_EPOCHS = 12, 3
LAST_RATE = 6e-4
CELLS: Final = 4500
"""Lines of a batch, padding included."""
RARITY, MOST_WEIGHT = 0.3, 6.0
SMOOTHING: Final = 0.01
SHARES: Final = {"role": 1.5, "bounds": 1.0, "steps": 0.5, "pointer": 1.0}
OWN_COPIES: Final = 3
"""How often the train pages, which no program of ours set, count beside the printed ones."""
_IGNORED: Final = -100
_FURNITURE: Final = ROLES.index("furniture")


class PageLines(NamedTuple):
    """The lines of a page in column order: features, row levels, vectors of seams, and the truth about them."""

    features: Floats
    level: Ints
    vectors: Vectors
    role: Ints
    bounds: Floats
    following: Ints


class Batch(NamedTuple):
    """Pages side by side, padded to the longest; `inside` says what is no padding."""

    features: Tensor
    level: Tensor
    seams: Tensor
    inside: Tensor
    role: Tensor
    bounds: Tensor
    following: Ints
    known: np.ndarray


class Encoder(nn.Module):
    """What `layoutfix.evidence.encoder` computes, to be learned."""

    def __init__(self, mean: Floats, scale: Floats) -> None:
        super().__init__()
        self.mean, self.scale = nn.Buffer(torch.from_numpy(mean)), nn.Buffer(torch.from_numpy(scale))
        self.input = nn.Linear(len(mean), WIDTH)
        self.distance = nn.Parameter(torch.zeros(HEADS, 2 * REACH + 1))
        self.rows = nn.Parameter(torch.zeros(HEADS, 2 * ROW_REACH + 1))
        self.seam, self.point = nn.Parameter(torch.zeros(2, HEADS)), nn.Parameter(torch.tensor([0.25]))
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.norm = nn.LayerNorm(WIDTH)
        self.scores = nn.Linear(WIDTH, len(ROLES) + len(BOUNDS) + 2 * STEPS + 2 * (POINTER + 1))
        self.drop_in = nn.Dropout(DROP_IN)

    def forward(self, batch: Batch) -> tuple[list[Tensor], Tensor]:
        """The scores of each line, in the groups that the package reads, and of each line as what follows another."""
        x = torch.clamp((batch.features - self.mean) * self.scale, -FARTHEST, FARTHEST)
        x = self.input(self.drop_in(x))
        place = torch.arange(x.shape[1])
        step = (place[None, :] - place[:, None]).clamp(-REACH, REACH) + REACH
        row = (batch.level[:, None, :] - batch.level[:, :, None]).clamp(-ROW_REACH, ROW_REACH) + ROW_REACH
        bias = self.distance[:, step][None] + self.rows[:, row].transpose(0, 1)
        ahead, back = self.seam[:, None, :, None, None]
        bias = bias + batch.seams[:, None] * ahead + batch.seams.transpose(1, 2)[:, None] * back
        bias = bias.masked_fill(~batch.inside[:, None, None, :], -1e4)
        for layer in self.layers:
            x = layer(x, bias)
        groups = (len(ROLES), len(BOUNDS), STEPS, STEPS, POINTER, 1, POINTER, 1)
        scores = list(self.scores(self.norm(x)).split(groups, dim=2))
        tails, heads = scores[4], scores[6]
        points = tails @ heads.transpose(1, 2) / POINTER**0.5 + self.point * batch.seams
        outside = ~(batch.inside[:, None, :] & batch.inside[:, :, None]) | torch.eye(x.shape[1], dtype=torch.bool)
        return scores, points.masked_fill(outside, -1e4)

    def arrays(self) -> Arrays:
        """The weights as the package reads them: matrices in half precision, inputs in rows."""

        def plain(parameter: Tensor) -> Floats:
            return parameter.detach().numpy()

        def half(linear: nn.Linear) -> np.ndarray:
            return plain(linear.weight).T.astype(np.float16)

        out: Arrays = {name: plain(getattr(self, name)) for name in ("mean", "scale", "distance", "rows", "seam", "point")}
        out |= {"norm": np.stack([plain(self.norm.weight), plain(self.norm.bias)])}
        for name in ("input", "scores"):
            linear = getattr(self, name)
            out |= {name: half(linear), f"{name}_bias": plain(linear.bias)}
        for name in ("mix", "out", "wide", "narrow"):
            linears = [getattr(layer, name) for layer in self.layers]
            out |= {name: np.stack([half(x) for x in linears]), f"{name}_bias": np.stack([plain(x.bias) for x in linears])}
        for name in ("norm1", "norm2"):
            norms = [getattr(layer, name) for layer in self.layers]
            out[name] = np.stack([[plain(norm.weight), plain(norm.bias)] for norm in norms])
        return out


class Layer(nn.Module):
    """Lines look at each other, then each by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.mix, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.wide, self.narrow = nn.Linear(WIDTH, WIDE), nn.Linear(WIDE, WIDTH)
        self.drop = nn.Dropout(DROP)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """The lines after the layer; `bias` is added to how well one matches another."""
        pages, lines, _ = x.shape
        mixed = self.mix(self.norm1(x)).view(pages, lines, 3, HEADS, WIDTH // HEADS)
        query, key, value = mixed.permute(2, 0, 3, 1, 4)
        seen = scaled_dot_product_attention(query, key, value, attn_mask=bias)
        x = x + self.drop(self.out(seen.transpose(1, 2).reshape(pages, lines, WIDTH)))
        added: Tensor = x + self.drop(self.narrow(torch.relu(self.wide(self.norm2(x)))))
        return added


def learn_encoder(run: Run) -> None:
    """`first/encoder.npz` in the work folder from part of the printed pages, through which later steps look at the
    others; then `encoder.npz` from all pages, beginning with the weights of the first."""
    with run.weights():
        pages = [(sample.is_new, sample.name.startswith("s"), page_lines(sample)) for sample in read_samples(run)]
    old = [page for new, _, page in pages if not new]
    own = [page for _, printed, page in pages if not printed]
    first = fit(old, run.epochs(FIRST_EPOCHS), RATE, own)
    np.savez(run.first / "encoder.npz", **first.arrays())
    everything = [page for _, printed, page in pages for _ in range(1 if printed else OWN_COPIES)]
    last = fit(everything, run.epochs(LAST_EPOCHS), LAST_RATE, own, begin=first)
    run.save("encoder", last.arrays())


def page_lines(sample: Sample) -> PageLines:
    """A page as the encoder sees it."""
    sheet = sheet_of(sample.page.lines)
    walk, targets = sheet.walk, sample.targets
    after = targets.following[walk]
    return PageLines(
        features=encoder_features(sheet)[walk].astype(np.float16),
        level=row_levels(sheet)[walk],
        vectors=Vectors(*(side[walk].astype(np.float16) for side in sheet.vectors)),
        role=targets.role[walk],
        bounds=targets.bounds[walk],
        following=np.where(after >= 0, sheet.place[after], -1),
    )


def fit(pages: Sequence[PageLines], epochs: int, rate: float, own: Sequence[PageLines], begin: Encoder | None = None) -> Encoder:
    """An encoder learned from pages; how it does on `own` pages is printed after each pass."""
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    net = Encoder(*standard([page.features.astype(np.float32) for page in pages]))
    if begin is not None:
        net.load_state_dict(begin.state_dict())
    weight = _rarity(pages)
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=DECAY, betas=(0.9, 0.98))
    rounds = [_batches(pages, random) for _ in range(epochs)]
    steps = sum(map(len, rounds))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1, pct_start=CLIMB)
    for turn, batches in enumerate(rounds):
        start = time.perf_counter()
        net.train()
        for places in batches:
            optimizer.zero_grad()
            _loss(net, _batch([pages[at] for at in places]), weight)[0].backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        net.eval()
        with torch.no_grad():
            right = np.mean([_loss(net, _batch([own[at] for at in places]), weight)[1] for places in _batches(own, random)], axis=0)
        print(f"pass {turn + 1}: roles {right[0]:.4f}, followers {right[1]:.4f} right on the train pages, "
              f"{time.perf_counter() - start:.0f} s", flush=True)  # fmt: skip
    return net


def _rarity(pages: Sequence[PageLines]) -> Tensor:
    """The weight of each role: rare ones count more."""
    count = np.bincount(np.concatenate([page.role[page.role >= 0] for page in pages]), minlength=len(ROLES))
    rarity = np.clip((count.sum() / np.maximum(count, 1)) ** RARITY, 1, MOST_WEIGHT)
    return torch.from_numpy(rarity.astype(np.float32))


def _batches(pages: Sequence[PageLines], random: np.random.Generator) -> list[list[int]]:
    """The places of all pages in batches of about the same length each, in random order."""
    length = np.array([len(page.level) for page in pages])
    batches: list[list[int]] = [[]]
    longest = 0
    for at in np.argsort(length + random.uniform(-40, 40, len(pages))).tolist():
        longest = max(longest, length[at])
        if batches[-1] and longest * (len(batches[-1]) + 1) > CELLS:
            batches.append([])
            longest = length[at]
        batches[-1].append(at)
    return [batches[at] for at in random.permutation(len(batches))]


def _batch(pages: Sequence[PageLines]) -> Batch:
    longest = max(len(page.level) for page in pages)

    def padded(arrays: Sequence[np.ndarray], fill: float) -> np.ndarray:
        out = np.full((len(arrays), longest, *arrays[0].shape[1:]), fill, dtype=np.result_type(arrays[0], np.float32))
        for row, array in zip(out, arrays, strict=True):
            row[: len(array)] = array
        return out

    role = padded([page.role for page in pages], UNKNOWN).astype(np.int64)
    following = padded([page.following for page in pages], -1).astype(np.int64)
    tails, heads = (padded([page.vectors[side] for page in pages], 0) for side in (0, 1))
    return Batch(
        features=torch.from_numpy(padded([page.features for page in pages], 0)),
        level=torch.from_numpy(padded([page.level for page in pages], 0).astype(np.int64)),
        seams=torch.from_numpy(np.clip(tails @ heads.transpose(0, 2, 1), -MOST_SEAM, MOST_SEAM)),
        inside=torch.from_numpy(np.arange(longest)[None, :] < np.array([[len(page.level)] for page in pages])),
        role=torch.from_numpy(role),
        bounds=torch.from_numpy(padded([page.bounds for page in pages], 0)),
        following=following,
        known=(role != UNKNOWN) | (following >= 0),
    )


def _loss(net: Encoder, batch: Batch, weight: Tensor) -> tuple[Tensor, tuple[float, float]]:
    """The loss of a batch, and the shares of roles and of followers that are right."""
    (role, bounds, ahead, back, _, stops, _, opens), points = net(batch)
    known = batch.role >= 0
    in_article = known & (batch.role != _FURNITURE)
    place = np.arange(batch.following.shape[1])[None, :]
    preceding = np.full(batch.following.shape, -1)
    pages, tails = np.nonzero(batch.following >= 0)
    preceding[pages, batch.following[pages, tails]] = tails
    losses = {
        "role": cross_entropy(role[known], batch.role[known], weight=weight, label_smoothing=SMOOTHING),
        "bounds": binary_cross_entropy_with_logits(bounds[in_article], batch.bounds[in_article]),
        "steps": torch.zeros(()),
        "pointer": torch.zeros(()),
    }
    right = []
    sides = (
        (batch.following, batch.following - place, ahead, points, stops),
        (preceding, place - preceding, back, points.transpose(1, 2), opens),
    )
    for target, step, steps, table, none in sides:
        has = target >= 0
        steps_true = np.where(batch.known, step_class(np.where(has, step, 0)), _IGNORED)
        points_true = np.where(batch.known, np.where(has, target, table.shape[2]), _IGNORED)
        whole = torch.cat([table, none], dim=2)
        losses["steps"] = losses["steps"] + cross_entropy(steps.flatten(0, 1), torch.from_numpy(steps_true.ravel()))
        losses["pointer"] = losses["pointer"] + cross_entropy(whole.flatten(0, 1), torch.from_numpy(points_true.ravel()))
        right.append(float((whole.argmax(2).numpy() == points_true)[batch.known].mean()))
    loss = torch.stack([SHARES[name] * value for name, value in losses.items()]).sum()
    return loss, (float((role.argmax(2) == batch.role)[known].float().mean()), right[0])
