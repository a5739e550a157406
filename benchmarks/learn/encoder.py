"""The encoder: a transformer over the lines of a page, taught the role and bounds of each and what follows it."""

import time
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import (
    binary_cross_entropy_with_logits,
    cross_entropy,
    embedding,
    log_softmax,
    scaled_dot_product_attention,
)

from layoutfix.evidence.encoder import encoder_features
from layoutfix.evidence.relations import (
    CHANNELS,
    KINDS_OF_DISTANCE,
    MOST_SEAM,
    SEAM_UNIT,
    STEPS,
    WINDOW,
    Relations,
    block_class,
    relations_of,
    row_class,
    step_class,
)
from layoutfix.evidence.roles import BOUNDS, ROLES
from layoutfix.evidence.sheet import Ints
from layoutfix.evidence.transformer import BLOCK_REACH, FIRST_LAYERS, HEADS, LEAST_LOG, POINTER, REACH, ROW_REACH
from layoutfix.evidence.weights import FARTHEST, Floats

from .networks import standard
from .pages import Sample, read_samples
from .store import Arrays, Run
from .targets import UNKNOWN
from .unseen import unseen_sheet

WIDTH, LAYERS, WIDE = 128, 6, 320
DROP, DROP_IN = 0.1, 0.1
RATE, DECAY, CLIMB = 2e-3, 2e-2, 0.15
FIRST_EPOCHS, LAST_EPOCHS = 14, 3
LAST_RATE = 1.2e-3
CELLS: Final = 4500
"""Lines of a batch, padding included."""
RARITY, MOST_WEIGHT = 0.3, 6.0
SMOOTHING: Final = 0.01
SHARES: Final = {"role": 1.5, "bounds": 1.0, "early": 0.5, "pointer": 1.0}
OWN_COPIES, MISREAD_COPIES = 4, 3
"""How often the train pages, which no program of ours set, and dumps by OCR count beside the others."""
_IGNORED: Final = -100
_FURNITURE: Final = ROLES.index("furniture")
_GROUPS: Final = (KINDS_OF_DISTANCE * STEPS, KINDS_OF_DISTANCE * STEPS, POINTER, POINTER, 1, 1)


class PageLines(NamedTuple):
    """The lines of a page in column order: features, relations, and the truth about them."""

    features: Floats
    relations: Relations
    role: Ints
    bounds: Floats
    following: Ints


class Batch(NamedTuple):
    """Pages side by side, padded to the longest; `inside` says what is no padding. `near` are the distances of each
    line from each other as rows of the tables of attention, `classes` as classes of pointing; `channels` the other
    relations."""

    features: Tensor
    near: tuple[Tensor, Tensor, Tensor]
    classes: tuple[Tensor, Tensor, Tensor]
    channels: Tensor
    inside: Tensor
    role: Tensor
    bounds: Tensor
    following: Ints
    known: np.ndarray


class Pointer(nn.Module):
    """What follows each line: a table of scores, line by line, and one of having nothing after, or before, it."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.scores = nn.Linear(WIDTH, sum(_GROUPS))
        self.channels = nn.Parameter(torch.tensor([1.0, 0, 0, 0, 0, 0]))

    def forward(self, x: Tensor, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """The table, and the scores of no line after and before."""
        ahead, back, tails, heads, stops, opens = self.scores(self.norm(x)).split(_GROUPS, dim=2)
        points = tails @ heads.transpose(1, 2) / POINTER**0.5
        points = points + (batch.channels @ self.channels)
        for kind, classes in enumerate(batch.classes):
            own = slice(kind * STEPS, (kind + 1) * STEPS)
            points = points + ahead[:, :, own].gather(2, classes)
            points = points + back[:, :, own].gather(2, classes.transpose(1, 2)).transpose(1, 2)
        outside = ~(batch.inside[:, None, :] & batch.inside[:, :, None]) | torch.eye(x.shape[1], dtype=torch.bool)
        return points.masked_fill(outside, -1e4), stops, opens

    def arrays(self, name: str) -> Arrays:
        """The weights as the package reads them."""
        norm = np.stack([_plain(self.norm.weight), _plain(self.norm.bias)])
        return {f"{name}_norm": norm, name: _half(self.scores), f"{name}_bias": _plain(self.scores.bias),
                f"{name}_channels": _plain(self.channels)}  # fmt: skip


class Encoder(nn.Module):
    """What `layoutfix.evidence.transformer` computes, to be learned."""

    def __init__(self, mean: Floats, scale: Floats) -> None:
        super().__init__()
        self.mean, self.scale = nn.Buffer(torch.from_numpy(mean)), nn.Buffer(torch.from_numpy(scale))
        self.input = nn.Linear(len(mean), WIDTH)
        reaches = (REACH, ROW_REACH, BLOCK_REACH)
        self.near = nn.ParameterList(torch.zeros(2 * reach + 1, HEADS) for reach in reaches)
        self.channels = nn.Parameter(torch.zeros(CHANNELS, HEADS))
        followed = torch.zeros(2, HEADS)
        followed[0, :2] = followed[1, 2:4] = 1
        self.followed = nn.Parameter(followed)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.early, self.late = Pointer(), Pointer()
        self.norm = nn.LayerNorm(WIDTH)
        self.scores = nn.Linear(WIDTH, len(ROLES) + len(BOUNDS))
        self.drop_in = nn.Dropout(DROP_IN)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, list[tuple[Tensor, Tensor, Tensor]]]:
        """The scores of roles, of bounds, and of both pointers."""
        x = torch.clamp((batch.features - self.mean) * self.scale, -FARTHEST, FARTHEST)
        x = self.input(self.drop_in(x))
        bias = batch.channels @ self.channels
        for near, table in zip(batch.near, self.near, strict=True):
            bias = bias + embedding(near, table)
        bias = bias.masked_fill(~batch.inside[:, None, :, None], -1e4).permute(0, 3, 1, 2).contiguous()
        for layer in self.layers[:FIRST_LAYERS]:
            x = layer(x, bias)
        early = self.early(x, batch)
        follows = follow_logs(*early)
        both = torch.stack([follows, follows.transpose(1, 2)], dim=3)
        bias = bias + (both @ self.followed).permute(0, 3, 1, 2)
        for layer in self.layers[FIRST_LAYERS:]:
            x = layer(x, bias)
        role, bounds = self.scores(self.norm(x)).split((len(ROLES), len(BOUNDS)), dim=2)
        return role, bounds, [early, self.late(x, batch)]

    def arrays(self) -> Arrays:
        """The weights as the package reads them: matrices in half precision, inputs in rows."""
        out: Arrays = {name: _plain(getattr(self, name)) for name in ("mean", "scale", "channels", "followed")}
        for name, table in zip(("near_steps", "near_rows", "near_blocks"), self.near, strict=True):
            out[name] = _plain(table)
        out |= self.early.arrays("early") | self.late.arrays("late")
        out |= {"norm": np.stack([_plain(self.norm.weight), _plain(self.norm.bias)])}
        for name in ("input", "scores"):
            linear = getattr(self, name)
            out |= {name: _half(linear), f"{name}_bias": _plain(linear.bias)}
        for name in ("mix", "out", "wide", "narrow"):
            linears = [getattr(layer, name) for layer in self.layers]
            out |= {
                name: np.stack([_half(x) for x in linears]),
                f"{name}_bias": np.stack([_plain(x.bias) for x in linears]),
            }
        for name in ("norm1", "norm2"):
            norms = [getattr(layer, name) for layer in self.layers]
            out[name] = np.stack([[_plain(norm.weight), _plain(norm.bias)] for norm in norms])
        return out


def _plain(parameter: Tensor) -> Floats:
    return parameter.detach().numpy().copy()


def _half(linear: nn.Linear) -> np.ndarray:
    return _plain(linear.weight).T.astype(np.float16)


def follow_logs(points: Tensor, stops: Tensor, opens: Tensor) -> Tensor:
    """How likely each line follows each, from either side: the sum of both logs of chances, within bounds."""
    ahead = log_softmax(torch.cat([points, stops], dim=2), dim=2)[:, :, :-1]
    back = log_softmax(torch.cat([points, opens.transpose(1, 2)], dim=1), dim=1)[:, :-1]
    return (0.5 * (ahead + back)).clamp(min=LEAST_LOG)


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
    """`encoder.npy`: first from train pages and what extractors made of printed ones, then, at a lower rate, from these
    and what OCR made of printed ones, too. How it does on the train pages that are kept from it is printed."""
    taught: list[PageLines] = []
    late: list[PageLines] = []
    kept: list[PageLines] = []
    with run.weights():
        for sample in read_samples(run):
            page = page_lines(run, sample)
            if sample.is_kept:
                kept += [] if sample.is_printed else [page]
            elif sample.is_printed and sample.is_misread:
                late += [page] * MISREAD_COPIES
            else:
                taught += [page] * (1 if sample.is_printed else OWN_COPIES)
    first = fit(taught, run.epochs(FIRST_EPOCHS), RATE, kept)
    last = fit(taught + late, run.epochs(LAST_EPOCHS), LAST_RATE, kept, begin=first)
    run.save("encoder", last.arrays())


def page_lines(run: Run, sample: Sample) -> PageLines:
    """A page as the encoder sees it that knows none of its articles."""
    targets = sample.targets
    with unseen_sheet(run, sample) as sheet:
        walk = sheet.walk
        features = encoder_features(sheet)[walk]
        relations = _slim(relations_of(sheet, walk))
    after = targets.following[walk]
    return PageLines(
        features=features.astype(np.float16),
        relations=relations,
        role=targets.role[walk],
        bounds=targets.bounds[walk],
        following=np.where(after >= 0, sheet.place[after], -1),
    )


def _slim(relations: Relations) -> Relations:
    """The same in half precision."""
    level, block, *tables = relations
    return Relations(level, block, *(table.astype(np.float16) for table in tables))


def fit(
    pages: Sequence[PageLines], epochs: int, rate: float, own: Sequence[PageLines], begin: Encoder | None = None
) -> Encoder:
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
            right = np.mean(
                [_loss(net, _batch([own[at] for at in places]), weight)[1] for places in _batches(own, random)], axis=0
            )
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
    length = np.array([len(page.role) for page in pages])
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
    longest = max(len(page.role) for page in pages)

    def padded(arrays: Sequence[np.ndarray], fill: float) -> np.ndarray:
        out = np.full((len(arrays), longest, *arrays[0].shape[1:]), fill, dtype=np.result_type(arrays[0], np.float32))
        for row, array in zip(out, arrays, strict=True):
            row[: len(array)] = array
        return out

    def between(arrays: Sequence[Ints]) -> Ints:
        values = padded(arrays, 0).astype(np.int64)
        return values[:, None, :] - values[:, :, None]

    role = padded([page.role for page in pages], UNKNOWN).astype(np.int64)
    following = padded([page.following for page in pages], -1).astype(np.int64)
    places = np.arange(longest)
    steps = np.broadcast_to(places[None, :] - places[:, None], (len(pages), longest, longest))
    rows, blocks = (between([getattr(page.relations, name) for page in pages]) for name in ("level", "block"))
    near = [
        torch.from_numpy(np.clip(distance, -reach, reach) + reach)
        for distance, reach in ((steps, REACH), (rows, ROW_REACH), (blocks, BLOCK_REACH))
    ]
    classes = [step_class(steps[:1]).repeat(len(pages), axis=0), row_class(rows), block_class(blocks)]
    return Batch(
        features=torch.from_numpy(padded([page.features for page in pages], 0)),
        near=(near[0], near[1], near[2]),
        classes=(torch.from_numpy(classes[0]), torch.from_numpy(classes[1]), torch.from_numpy(classes[2])),
        channels=_channels(pages, longest),
        inside=torch.from_numpy(places[None, :] < np.array([[len(page.role)] for page in pages])),
        role=torch.from_numpy(role),
        bounds=torch.from_numpy(padded([page.bounds for page in pages], 0)),
        following=following,
        known=(role != UNKNOWN) | (following >= 0),
    )


def _channels(pages: Sequence[PageLines], longest: int) -> Tensor:
    """What `relations.channel_tables` gives, for several pages at once, channels last."""
    seam, echo = torch.zeros(2, len(pages), longest, longest)
    for at, page in enumerate(pages):
        n = len(page.role)
        tails, heads = (
            torch.from_numpy(side.astype(np.float32)) for side in (page.relations.tails, page.relations.heads)
        )
        seam[at, :n, :n] = (tails @ heads.T).clamp(-MOST_SEAM, MOST_SEAM) / SEAM_UNIT
        echo[at, :n, :n] = torch.from_numpy(page.relations.echo.astype(np.float32))
    running = torch.nn.functional.pad(echo.cumsum(dim=2), (1, 0))
    stop = torch.arange(longest).add(WINDOW).clamp(max=longest)
    window = (running[:, :, stop] - running[:, :, :-1]).clamp(max=1)
    tables = (seam, echo, window)
    return torch.stack([*tables, *(table.transpose(1, 2) for table in tables)], dim=3)


def _loss(net: Encoder, batch: Batch, weight: Tensor) -> tuple[Tensor, tuple[float, float]]:
    """The loss of a batch, and the shares of roles and of followers that are right."""
    role, bounds, pointers = net(batch)
    known = batch.role >= 0
    in_article = known & (batch.role != _FURNITURE)
    count = batch.following.shape[1]
    preceding = np.full(batch.following.shape, -1)
    pages, tails = np.nonzero(batch.following >= 0)
    preceding[pages, batch.following[pages, tails]] = tails
    truth = [
        torch.from_numpy(np.where(batch.known, np.where(side >= 0, side, count), _IGNORED).ravel())
        for side in (batch.following, preceding)
    ]
    loss = SHARES["role"] * cross_entropy(role[known], batch.role[known], weight=weight, label_smoothing=SMOOTHING)
    loss = loss + SHARES["bounds"] * binary_cross_entropy_with_logits(bounds[in_article], batch.bounds[in_article])
    for share, (points, stops, opens) in zip(("early", "pointer"), pointers, strict=True):
        ahead = torch.cat([points, stops], dim=2).flatten(0, 1)
        back = torch.cat([points.transpose(1, 2), opens], dim=2).flatten(0, 1)
        loss = loss + SHARES[share] * (cross_entropy(ahead, truth[0]) + cross_entropy(back, truth[1]))
    followed = ahead.argmax(dim=1)[truth[0] != _IGNORED] == truth[0][truth[0] != _IGNORED]
    return loss, (float((role.argmax(2) == batch.role)[known].float().mean()), float(followed.float().mean()))
