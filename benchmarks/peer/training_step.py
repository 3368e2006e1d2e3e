"""The stock training step of MedCLIP in PyTorch: plain torch.nn modules, autocast, two passes over texts, clipping, AdamW, zero_grad, as a user would write it.
Reads lines from standard input: "step MODEL BATCH fp32|bf16" is answered with the milliseconds of one step, "memory" with the process's largest resident size in bytes.
MODEL is swin or resnet, with tiny- before it a small one. Needs Debian's python3-torch."""
import contextlib
import math
import os
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(int(os.environ.get("MEDCLIP_THREADS", 0)) or len(os.sched_getaffinity(0)))
TOKENS = 24


class Norm(nn.LayerNorm):
    # Autocast of 1.13 hands bfloat16 to a layer norm of float32 weights, which it then refuses.
    def forward(self, x):
        return super().forward(x.to(self.weight.dtype))


class DropPath(nn.Module):
    def __init__(self, rate):
        super().__init__()
        self.keep = 1 - rate

    def forward(self, x):
        if not self.training:
            return x
        kept = torch.rand(x.shape[0], *[1] * (x.dim() - 1)) < self.keep
        return x / self.keep * kept.to(x.dtype)


class WindowAttention(nn.Module):
    def __init__(self, width, heads, window):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))
        self.bias = nn.Parameter(torch.zeros((2 * window - 1) ** 2, heads))
        places = torch.stack(torch.meshgrid(torch.arange(window), torch.arange(window), indexing="ij")).flatten(1)
        offsets = places[:, :, None] - places[:, None, :] + window - 1
        self.register_buffer("index", offsets[0] * (2 * window - 1) + offsets[1])

    def forward(self, x, mask):
        windows, tokens, width = x.shape

        def split(y):
            return y.view(windows, tokens, self.heads, -1).transpose(1, 2)

        scores = split(self.query(x)) @ split(self.key(x)).transpose(-1, -2) / math.sqrt(width // self.heads)
        scores = scores + self.bias[self.index.view(-1)].view(tokens, tokens, self.heads).permute(2, 0, 1)
        if mask is not None:
            scores = (scores.view(-1, len(mask), self.heads, tokens, tokens) + mask[:, None]).view(windows, self.heads, tokens, tokens)
        mixed = scores.softmax(-1) @ split(self.value(x))
        return self.output(mixed.transpose(1, 2).reshape(windows, tokens, width))


class SwinBlock(nn.Module):
    def __init__(self, width, heads, edge, window, shift, ratio, drop):
        super().__init__()
        self.edge, self.window, self.shift = edge, min(window, edge), shift if edge > window else 0
        self.before, self.after = Norm(width), Norm(width)
        self.attention = WindowAttention(width, heads, self.window)
        self.drop = DropPath(drop)
        self.mlp = nn.Sequential(nn.Linear(width, int(width * ratio)), nn.GELU(), nn.Linear(int(width * ratio), width))
        if self.shift:
            region = torch.zeros(edge, edge)
            cuts = (slice(0, -self.window), slice(-self.window, -self.shift), slice(-self.shift, None))
            for i, rows in enumerate(cuts):
                for j, columns in enumerate(cuts):
                    region[rows, columns] = 3 * i + j
            cut = self.cut(region[None, :, :, None]).squeeze(-1)
            self.register_buffer("mask", (cut[:, None, :] != cut[:, :, None]).float() * -100)
        else:
            self.mask = None

    def cut(self, x):
        films, n, width = x.shape[0], self.edge // self.window, x.shape[-1]
        x = x.view(films, n, self.window, n, self.window, width).permute(0, 1, 3, 2, 4, 5)
        return x.reshape(-1, self.window * self.window, width)

    def join(self, x, films):
        n, width = self.edge // self.window, x.shape[-1]
        x = x.view(films, n, n, self.window, self.window, width).permute(0, 1, 3, 2, 4, 5)
        return x.reshape(films, self.edge, self.edge, width)

    def forward(self, x):
        films, tokens, width = x.shape
        y = self.before(x).view(films, self.edge, self.edge, width)
        if self.shift:
            y = torch.roll(y, (-self.shift, -self.shift), (1, 2))
        y = self.join(self.attention(self.cut(y), self.mask), films)
        if self.shift:
            y = torch.roll(y, (self.shift, self.shift), (1, 2))
        x = x + self.drop(y.reshape(films, tokens, width))
        return x + self.mlp(self.after(x))


class Merge(nn.Module):
    def __init__(self, width, edge):
        super().__init__()
        self.edge = edge
        self.norm, self.reduce = Norm(4 * width), nn.Linear(4 * width, 2 * width, bias=False)

    def forward(self, x):
        films, _, width = x.shape
        x = x.view(films, self.edge, self.edge, width)
        x = torch.cat([x[:, 0::2, 0::2], x[:, 1::2, 0::2], x[:, 0::2, 1::2], x[:, 1::2, 1::2]], -1)
        return self.reduce(self.norm(x.flatten(1, 2)))


class Swin(nn.Module):
    def __init__(self, size, channels, width, depths, heads, window, ratio, drop):
        super().__init__()
        self.patches = nn.Conv2d(channels, width, 4, 4)
        self.norm = Norm(width)
        edge, layers = size // 4, []
        for stage, depth in enumerate(depths):
            layers += [SwinBlock(width, heads[stage], edge, window, window // 2 if i % 2 else 0, ratio, drop) for i in range(depth)]
            if stage + 1 < len(depths):
                layers.append(Merge(width, edge))
                width, edge = 2 * width, edge // 2
        self.layers, self.last = nn.Sequential(*layers), Norm(width)
        self.features, self.shape = width, (channels, size, size)

    def forward(self, x):
        return self.last(self.layers(self.norm(self.patches(x).flatten(2).transpose(1, 2)))).mean(1)


class Bottleneck(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        outputs = 4 * width

        def convolution(i, o, kernel, step=1):
            return nn.Sequential(nn.Conv2d(i, o, kernel, step, kernel // 2, bias=False), nn.BatchNorm2d(o))

        self.body = nn.Sequential(convolution(inputs, width, 1), nn.ReLU(), convolution(width, width, 3, stride), nn.ReLU(), convolution(width, outputs, 1))
        self.short = nn.Identity() if stride == 1 and inputs == outputs else convolution(inputs, outputs, 1, stride)

    def forward(self, x):
        return torch.relu(self.body(x) + self.short(x))


class ResNet(nn.Module):
    def __init__(self, size, channels, stem, depths):
        super().__init__()
        layers = [nn.Conv2d(channels, stem, 7, 2, 3, bias=False), nn.BatchNorm2d(stem), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
        inputs = stem
        for stage, depth in enumerate(depths):
            width = stem << stage
            for i in range(depth):
                layers.append(Bottleneck(inputs, width, 2 if stage > 0 and i == 0 else 1))
                inputs = 4 * width
        self.layers, self.features, self.shape = nn.Sequential(*layers), inputs, (channels, size, size)

    def forward(self, x):
        return self.layers(x).mean((2, 3))


class BertLayer(nn.Module):
    def __init__(self, width, heads, inner, drop):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))
        self.grow, self.shrink = nn.Linear(width, inner), nn.Linear(inner, width)
        self.drop, self.first, self.second = nn.Dropout(drop), Norm(width, 1e-12), Norm(width, 1e-12)

    def forward(self, x, mask):
        def split(y):
            return y.view(y.shape[0], y.shape[1], self.heads, -1).transpose(1, 2)

        scores = split(self.query(x)) @ split(self.key(x)).transpose(-1, -2) / math.sqrt(x.shape[-1] // self.heads) + mask
        mixed = (self.drop(scores.softmax(-1)) @ split(self.value(x))).transpose(1, 2).reshape(x.shape)
        x = self.first(x + self.drop(self.output(mixed)))
        return self.second(x + self.drop(self.shrink(F.gelu(self.grow(x)))))


class Bert(nn.Module):
    def __init__(self, vocabulary, positions, width, layers, heads, inner, pooled, drop=0.1):
        super().__init__()
        self.words, self.positions, self.segments = nn.Embedding(vocabulary, width), nn.Embedding(positions, width), nn.Embedding(2, width)
        self.norm, self.drop = Norm(width, 1e-12), nn.Dropout(drop)
        self.layers = nn.ModuleList(BertLayer(width, heads, inner, drop) for _ in range(layers))
        self.pooler, self.pooled = nn.Linear(width, width), pooled
        self.features, self.vocabulary = width, vocabulary

    def forward(self, ids, mask):
        x = self.words(ids) + self.segments(torch.zeros_like(ids)) + self.positions(torch.arange(ids.shape[1]))
        x = self.drop(self.norm(x))
        states, mask = [], (1 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        first = torch.tanh(self.pooler(x[:, 0]))  # computed whether it is used or not
        return first if self.pooled else torch.stack([states[0], states[1], states[-1]]).mean((0, 2))


class TwoTowers(nn.Module):
    def __init__(self, image, text, size):
        super().__init__()
        self.image, self.text = image, text
        self.from_image, self.from_text = nn.Linear(image.features, size, bias=False), nn.Linear(text.features, size, bias=False)

    def images(self, pixels):
        return F.normalize(self.from_image(self.image(pixels)), dim=-1)

    def texts(self, ids, mask):
        return F.normalize(self.from_text(self.text(ids, mask)), dim=-1)


def base(pooled):
    return Bert(28996, 512, 768, 12, 12, 3072, pooled)


def small():
    return Bert(4096, 128, 192, 2, 4, 768, False)


MODELS = {
    "swin": lambda: TwoTowers(Swin(224, 3, 96, (2, 2, 6, 2), (3, 6, 12, 24), 7, 4, 0.1), base(False), 512),
    "resnet": lambda: TwoTowers(ResNet(224, 3, 64, (3, 4, 6, 3)), base(True), 512),
    "tiny-swin": lambda: TwoTowers(Swin(64, 1, 32, (2, 2, 2), (1, 2, 4), 4, 2, 0.05), small(), 128),
    "tiny-resnet": lambda: TwoTowers(ResNet(64, 1, 16, (1, 1, 1, 1)), small(), 128),
}


class Step:
    def __init__(self, model, batch, half):
        torch.manual_seed(1)
        self.model = MODELS[model]().train()
        self.half = half
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=1e-6, weight_decay=1e-4)
        self.pixels = torch.randn(batch, *self.model.image.shape)
        self.ids = [torch.randint(4, self.model.text.vocabulary, (batch, TOKENS)) for _ in range(2)]
        self.mask = torch.ones(batch, TOKENS, dtype=torch.long)
        self.targets = torch.randn(batch, batch).softmax(1)

    def soft(self, logits):
        rows = (self.targets * logits.log_softmax(1)).sum(1).mean()
        columns = (self.targets.t() * logits.t().log_softmax(1)).sum(1).mean()
        return -(rows + columns) / 2

    def run(self):
        with torch.autocast("cpu", dtype=torch.bfloat16) if self.half else contextlib.nullcontext():
            images = self.model.images(self.pixels)
            texts = [self.model.texts(ids, self.mask) for ids in self.ids]
        loss = sum(self.soft(images.float() @ text.float().t() / 0.07) for text in texts)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1)
        self.optimizer.step()
        self.optimizer.zero_grad()


def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))


key, step = None, None
print("ready", flush=True)
for line in sys.stdin:
    words = line.split()
    if words == ["memory"]:
        print(peak(), flush=True)
        continue
    if words != key:
        step = None
        key, step = words, Step(words[1], int(words[2]), words[3] == "bf16")
    start = time.perf_counter()
    step.run()
    print((time.perf_counter() - start) * 1000, flush=True)
