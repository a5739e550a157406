"""The encoder: a transformer over the lines of a page, taught the role and bounds of each and what follows it."""

import time
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from layoutfix.evidence.encoder import encoder_features
from layoutfix.evidence.relations import (
    WINDOW,
    Relations,
    block_class,
    relations_of,
    row_class,
    step_class,
)
from layoutfix.evidence.roles import FURNITURE, ROLES
from layoutfix.evidence.sheet import Ints
from layoutfix.evidence.tracks import track_of
from layoutfix.evidence.transformer import BLOCK_REACH, REACH, ROW_REACH
from layoutfix.evidence.weights import Floats

from .encoder_network import Batch, Encoder
from .extractors import OCR
from .networks import standard
from .pages import Sample, is_misread, read_samples
from .store import Run
from .targets import UNKNOWN
from .unseen import unseen_sheet

RATE, DECAY, CLIMB = 2e-3, 2e-2, 0.15
FIRST_EPOCHS, LAST_EPOCHS = 14, 3
LAST_RATE = 1.2e-3
CELLS: Final = 4500
"""Lines of a batch, padding included."""
RARITY, MOST_WEIGHT = 0.3, 6.0
SMOOTHING: Final = 0.01
SHARES: Final = {"role": 1.5, "bounds": 1.0, "early": 0.5, "pointer": 1.0}
OWN_COPIES, OCR_COPIES = 4, 3
"""How often the train pages, which no program of ours set, and dumps by OCR count beside the others."""
_IGNORED: Final = -100


class PageLines(NamedTuple):
    """The lines of a page in column order: features, relations, and the truth about them."""

    features: Floats
    relations: Relations
    role: Ints
    bounds: Floats
    following: Ints


def learn_encoder(run: Run) -> None:
    """`encoder.npy`: first from train pages and what extractors made of printed ones, then, at a lower rate, from these
    and what OCR made, or might have made, of printed ones, too. How it does on the pages that are kept from it is
    printed."""
    taught: list[PageLines] = []
    late: list[PageLines] = []
    kept: list[PageLines] = []
    with run.weights():
        for sample in read_samples(run):
            page = page_lines(run, sample)
            if sample.is_kept:
                kept.append(page)
            elif sample.is_printed and is_misread(sample):
                late += [page] * (OCR_COPIES if sample.extractor in OCR else 1)
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
        relations = _slim(relations_of(sheet, track_of(sheet)))
    return PageLines(
        features=features.astype(np.float16),
        relations=relations,
        role=targets.role[walk],
        bounds=targets.bounds[walk],
        following=sheet.along_walk(targets.following),
    )


def _slim(relations: Relations) -> Relations:
    """The same in half precision."""
    level, block, track, *tables = relations
    return Relations(level, block, track, *(table.astype(np.float16) for table in tables))


def fit(
    pages: Sequence[PageLines], epochs: int, rate: float, kept: Sequence[PageLines], begin: Encoder | None = None
) -> Encoder:
    """An encoder learned from pages; how it does on those that are kept from it is printed after each pass. Roles and
    followers may stay as right as they were while the loss there grows: then it has seen its own pages too often."""
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
        spent = time.perf_counter() - start
        print(f"pass {turn + 1}, {spent:.0f} s: {_figures(net, kept, weight, random)}", flush=True)
    return net


def _figures(net: Encoder, pages: Sequence[PageLines], weight: Tensor, random: np.random.Generator) -> str:
    """The mean loss on pages, and the shares of roles and of followers that are right."""
    rows: list[tuple[float, float, float]] = []
    with torch.no_grad():
        for places in _batches(pages, random):
            error, right = _loss(net, _batch([pages[at] for at in places]), weight)
            rows.append((float(error), *right))
    loss, roles, followers = np.mean(rows, axis=0)
    return f"loss {loss:.4f}, roles {roles:.4f}, followers {followers:.4f} right on kept pages"


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
    tracked = [page.relations.track is not None for page in pages]
    tracks = between([np.zeros(1) if page.relations.track is None else page.relations.track for page in pages])
    near = [
        torch.from_numpy(np.clip(distance, -reach, reach) + reach)
        for distance, reach in ((steps, REACH), (rows, ROW_REACH), (blocks, BLOCK_REACH))
    ]
    classes = [step_class(steps[:1]).repeat(len(pages), axis=0), row_class(rows), block_class(blocks)]
    return Batch(
        features=torch.from_numpy(padded([page.features for page in pages], 0)),
        near=(near[0], near[1], near[2]),
        classes=(torch.from_numpy(classes[0]), torch.from_numpy(classes[1]), torch.from_numpy(classes[2])),
        near_track=torch.from_numpy(np.clip(tracks, -REACH, REACH) + REACH),
        track_classes=torch.from_numpy(step_class(tracks)),
        tracked=torch.tensor(tracked, dtype=torch.float32),
        channels=_channels(pages, longest),
        inside=torch.from_numpy(places[None, :] < np.array([[len(page.role)] for page in pages])),
        role=torch.from_numpy(role),
        bounds=torch.from_numpy(padded([page.bounds for page in pages], 0)),
        following=following,
        known=(role != UNKNOWN) | (following >= 0),
    )


def _channels(pages: Sequence[PageLines], longest: int) -> Tensor:
    """What `relations.channel_tables` gives, for several pages at once, channels last."""
    seam, scored, echo = torch.zeros(3, len(pages), longest, longest)
    for at, page in enumerate(pages):
        n = len(page.role)
        _, _, _, *own = page.relations
        for whole, table in zip((seam, scored, echo), own, strict=True):
            whole[at, :n, :n] = torch.from_numpy(table.astype(np.float32))
    running = torch.nn.functional.pad(echo.cumsum(dim=2), (1, 0))
    stop = torch.arange(longest).add(WINDOW).clamp(max=longest)
    window = (running[:, :, stop] - running[:, :, :-1]).clamp(max=1)
    tables = (seam, scored, echo, window)
    return torch.stack([*tables, *(table.transpose(1, 2) for table in tables)], dim=3)


def _loss(net: Encoder, batch: Batch, weight: Tensor) -> tuple[Tensor, tuple[float, float]]:
    """The loss of a batch, and the shares of roles and of followers that are right."""
    role, bounds, pointers = net(batch)
    known = batch.role >= 0
    in_article = known & (batch.role != FURNITURE)
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
