"""The transformer that `layoutfix.evidence.transformer` computes, as a network that can be taught."""

from typing import Final, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import embedding, log_softmax, scaled_dot_product_attention

from layoutfix.evidence.relations import CHANNELS, KINDS_OF_DISTANCE, STEPS
from layoutfix.evidence.roles import BOUNDS, ROLES
from layoutfix.evidence.sheet import Ints
from layoutfix.evidence.transformer import BLOCK_REACH, FIRST_LAYERS, HEADS, LEAST_LOG, POINTER, REACH, ROW_REACH
from layoutfix.evidence.weights import FARTHEST, Floats

from .store import Arrays

WIDTH, LAYERS, WIDE = 128, 6, 320
DROP, DROP_IN = 0.1, 0.1
_GROUPS: Final = (KINDS_OF_DISTANCE * STEPS, KINDS_OF_DISTANCE * STEPS, POINTER, POINTER, 1, 1)


class Batch(NamedTuple):
    """Pages side by side, padded to the longest; `inside` says what is no padding. `near` are the distances of each
    line from each other as rows of the tables of attention, `classes` as classes of pointing; `near_track` and
    `track_classes` the same along the columns that the text tells, on pages that are `tracked`; `channels` the other
    relations."""

    features: Tensor
    near: tuple[Tensor, Tensor, Tensor]
    classes: tuple[Tensor, Tensor, Tensor]
    near_track: Tensor
    track_classes: Tensor
    tracked: Tensor
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
        self.tracks = nn.Linear(WIDTH, 2 * STEPS)
        nn.init.zeros_(self.tracks.weight)
        nn.init.zeros_(self.tracks.bias)
        self.channels = nn.Parameter(torch.tensor([1.0] + [0.0] * (CHANNELS - 1)))

    def forward(self, x: Tensor, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """The table, and the scores of no line after and before."""
        x = self.norm(x)
        ahead, back, tails, heads, stops, opens = self.scores(x).split(_GROUPS, dim=2)
        points = tails @ heads.transpose(1, 2) / POINTER**0.5
        points = points + (batch.channels @ self.channels)
        for kind, classes in enumerate(batch.classes):
            own = slice(kind * STEPS, (kind + 1) * STEPS)
            points = points + _pointed(ahead[:, :, own], back[:, :, own], classes)
        along = _pointed(*self.tracks(x).split(STEPS, dim=2), batch.track_classes)
        points = points + along * batch.tracked[:, None, None]
        outside = ~(batch.inside[:, None, :] & batch.inside[:, :, None]) | torch.eye(x.shape[1], dtype=torch.bool)
        return points.masked_fill(outside, -1e4), stops, opens

    def arrays(self, name: str) -> Arrays:
        """The weights as the package reads them."""
        norm = np.stack([_plain(self.norm.weight), _plain(self.norm.bias)])
        return {f"{name}_norm": norm, name: _half(self.scores), f"{name}_bias": _plain(self.scores.bias),
                f"{name}_track": _half(self.tracks), f"{name}_track_bias": _plain(self.tracks.bias),
                f"{name}_channels": _plain(self.channels)}  # fmt: skip


def _pointed(ahead: Tensor, back: Tensor, classes: Tensor) -> Tensor:
    """What the class of its distance adds to the score of each line after each other one, as either sees it."""
    return ahead.gather(2, classes) + back.gather(2, classes.transpose(1, 2)).transpose(1, 2)


class Encoder(nn.Module):
    """What `layoutfix.evidence.transformer` computes, to be learned."""

    def __init__(self, mean: Floats, scale: Floats) -> None:
        super().__init__()
        self.mean, self.scale = nn.Buffer(torch.from_numpy(mean)), nn.Buffer(torch.from_numpy(scale))
        self.input = nn.Linear(len(mean), WIDTH)
        reaches = (REACH, ROW_REACH, BLOCK_REACH)
        self.near = nn.ParameterList(torch.zeros(2 * reach + 1, HEADS) for reach in reaches)
        self.near_tracks = nn.Parameter(torch.zeros(2 * REACH + 1, HEADS))
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
        bias = bias + embedding(batch.near_track, self.near_tracks) * batch.tracked[:, None, None, None]
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
        out["near_tracks"] = _plain(self.near_tracks)
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
