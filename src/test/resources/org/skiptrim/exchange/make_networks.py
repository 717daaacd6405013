#!/usr/bin/env python3
"""Makes the small networks that the tests of the exchange room read, as other people's projects save theirs; written with
PyTorch 1.13 (Debian's python3-torch). The folder can be given: python3 make_networks.py FOLDER"""
import argparse
import collections
import datetime
import io
import json
import os
import struct
import sys
import zipfile

import numpy
import torch
from torch import nn

WIDTHS = (2, 3)
SIDE = 4
CLASSES = 3


class Usual(nn.Module):
    """A block as most projects name its layers."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Sequential()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(y + self.shortcut(x))


class UsualNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, WIDTHS[0], 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(WIDTHS[0])
        self.layer1 = nn.Sequential(Usual(WIDTHS[0], WIDTHS[0], 1))
        self.layer2 = nn.Sequential(Usual(WIDTHS[0], WIDTHS[1], 2))
        self.linear = nn.Linear(WIDTHS[1], CLASSES)

    def forward(self, x):
        x = self.layer2(self.layer1(torch.relu(self.bn1(self.conv1(x)))))
        return self.linear(x.mean((2, 3)))


class Other(nn.Module):
    """Another one's block: the shortcut first, convolutions with biases, norms behind them."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.skip = None
        if stride != 1 or inputs != outputs:
            self.skip = nn.Sequential(
                collections.OrderedDict(
                    proj=nn.Conv2d(inputs, outputs, 1, stride), norm=nn.BatchNorm2d(outputs)))
        self.first = nn.Conv2d(inputs, outputs, 3, stride, 1)
        self.second = nn.Conv2d(outputs, outputs, 3, 1, 1)
        self.norm_of_first = nn.BatchNorm2d(outputs)
        self.norm_of_second = nn.BatchNorm2d(outputs)

    def forward(self, x):
        y = self.norm_of_second(self.second(torch.relu(self.norm_of_first(self.first(x)))))
        return torch.relu(y + (x if self.skip is None else self.skip(x)))


class Stage(nn.Module):
    def __init__(self, *blocks):
        super().__init__()
        self.blocks = nn.Sequential(*blocks)

    def forward(self, x):
        return self.blocks(x)


class OtherNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, WIDTHS[0], 3, 1, 1)
        self.bn = nn.BatchNorm2d(WIDTHS[0])
        self.layer1 = Stage(Other(WIDTHS[0], WIDTHS[0], 1))
        self.layer2 = Stage(Other(WIDTHS[0], WIDTHS[1], 2))
        self.head = nn.Linear(WIDTHS[1], CLASSES)

    def forward(self, x):
        x = self.layer2(self.layer1(torch.relu(self.bn(self.conv(x)))))
        return self.head(x.mean((2, 3)))


def trained(net):
    """As if it had learned: no parameter is where it starts."""
    torch.manual_seed(3)
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(torch.randn(p.shape))
        for m in net.modules():
            if isinstance(m, nn.BatchNorm2d):
                m.running_mean.copy_(torch.randn(m.running_mean.shape))
                m.running_var.copy_(torch.rand(m.running_var.shape) + 0.5)
    return net.eval()


def logits(net, name):
    """Of an image that the tests make, too: pixel i is (i mod 7) / 4."""
    image = (torch.arange(3 * SIDE * SIDE) % 7 / 4.0).reshape(1, 3, SIDE, SIDE)
    with open(name, "w") as f:
        f.write(" ".join(str(v) for v in net(image).detach().flatten().tolist()) + "\n")


def prefixed(prefix, d):
    return collections.OrderedDict((prefix + k, v) for k, v in d.items())


class Pairs:
    """An OrderedDict as Python 2 pickles it: called with its pairs."""

    def __init__(self, d):
        self.d = d

    def __reduce__(self):
        return collections.OrderedDict, ([[k, v] for k, v in self.d.items()],)


def compressed(source, target, method=zipfile.ZIP_DEFLATED, order=None):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        if order:
            new.writestr(old.namelist()[0].split("/")[0] + "/byteorder", order)


def safetensors(d, name):
    """As the library of that name writes them: in alphabetical order, with a remark on the framework."""
    words = {torch.float16: "F16", torch.bfloat16: "BF16", torch.float32: "F32", torch.float64: "F64", torch.int64: "I64"}
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for key in sorted(d):
        t = d[key].detach().contiguous()
        raw = (t.view(torch.int16) if t.dtype == torch.bfloat16 else t).numpy().tobytes()
        header[key] = {"dtype": words[t.dtype], "shape": list(t.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(name, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + data)


def main():
    net = trained(UsualNet())
    sd = net.state_dict()
    logits(net, "usual-logits.txt")
    torch.save(sd, "usual.pt")
    for protocol in (3, 4, 5):
        torch.save(sd, f"protocol{protocol}.pt", pickle_protocol=protocol)
        torch.save(sd, f"protocol{protocol}-legacy.pt", pickle_protocol=protocol, _use_new_zipfile_serialization=False)
    torch.save(Pairs(sd), "python2.pt")
    torch.save({"net": prefixed("module.", sd), "acc": numpy.float64(91.2), "epoch": 3}, "net.pt")
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    net(torch.zeros(1, 3, SIDE, SIDE)).sum().backward()
    optimizer.step()
    net = trained(net)
    torch.save(
        {
            "model_state_dict": prefixed("_orig_mod.module.", net.state_dict()),
            "optimizer_state_dict": optimizer.state_dict(),
            "args": argparse.Namespace(lr=0.1, seeds=[1, 2]),
            "counts": collections.Counter("abc"),
            "history": collections.defaultdict(list, loss=[1.5, 0.5]),
            "when": datetime.datetime(2020, 1, 2, 3),
            "size": torch.Size([1, 2]),
            "set": {1, 2},
            "array": numpy.arange(3),
            "bytes": torch.arange(3, dtype=torch.uint8),
            "ints": torch.arange(3, dtype=torch.int32),
            "complex": torch.zeros(2, dtype=torch.complex64),
            "sparse": torch.eye(2).to_sparse(),
            "quantized": torch.quantize_per_tensor(torch.ones(2), 0.5, 0, torch.qint8),
            "dtype": torch.float32,
            "rng": torch.get_rng_state()[:8].clone(),
        },
        "everything.pt")
    torch.save({"model": {"state_dict": prefixed("module.model.", sd)}, "best": numpy.float32(1)}, "deep.pt", pickle_protocol=4)
    torch.save({"model": sd, "ema": prefixed("", sd)}, "ambiguous.pt")
    torch.save({"epoch": 3, "net": numpy.arange(3)}, "nothing.pt")
    torch.save(net, "module.pt")
    torch.save({"net": net, "epoch": 3}, "module-inside.pt")
    broken = collections.OrderedDict(sd)
    broken["conv1.weight"] = torch.quantize_per_tensor(sd["conv1.weight"], 0.5, 0, torch.qint8)
    torch.save(broken, "quantized-weight.pt")
    odd = collections.OrderedDict(sd)
    odd["bn1.running_var"] = torch.full((1,), 0.75).expand(WIDTHS[0])  # strides of 0
    whole = torch.cat([odd["bn1.weight"], odd["bn1.bias"]])
    odd["bn1.weight"], odd["bn1.bias"] = whole[: WIDTHS[0]], whole[WIDTHS[0] :]  # one storage
    odd["conv1.weight"] = sd["conv1.weight"].contiguous(memory_format=torch.channels_last)
    torch.save(odd, "odd-tensors.pt")
    safetensors(prefixed("model.", sd), "usual.safetensors")
    mixed = {k: v.to([torch.float16, torch.bfloat16, torch.float64, torch.float32][i % 4]) if v.is_floating_point() else v for i, (k, v) in enumerate(sd.items())}
    safetensors(mixed, "mixed.safetensors")
    compressed("usual.pt", "compressed.pt")
    compressed("usual.pt", "big-endian.pt", zipfile.ZIP_STORED, "big")

    other = trained(OtherNet())
    logits(other, "other-logits.txt")
    torch.save({"net": prefixed("module.", other.state_dict())}, "other.pt")
    safetensors(other.state_dict(), "other.safetensors")


if __name__ == "__main__":
    os.chdir(sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__)))
    main()
