#!/usr/bin/env python3
"""Makes the checkpoints that the tests of the exchange room read; written with PyTorch 1.13 (Debian's python3-torch)."""
import collections
import pickle

import torch


def tensors():
    matrix = torch.arange(12, dtype=torch.float32).reshape(3, 4)
    d = collections.OrderedDict()
    d["plain"] = matrix + 0.5
    d["transposed"] = matrix.t()  # a view that is not contiguous
    d["part"] = matrix[1:, 2:]  # a view with an offset
    d["half"] = torch.tensor([1.0, -0.5, 65504.0, 2.0**-24], dtype=torch.float16)
    d["bfloat16"] = torch.tensor([1.0, -3.140625], dtype=torch.bfloat16)
    d["double"] = torch.tensor([1 / 3], dtype=torch.float64)
    d["count"] = torch.tensor(7)  # a scalar of int64
    d["parameter"] = torch.nn.Parameter(torch.tensor([[2.0, 3.0]]))
    return d


torch.save(tensors(), "zip.pt")
torch.save(tensors(), "legacy.pt", _use_new_zipfile_serialization=False)
torch.save({"epoch": 3, "best_prec1": 91.5, "state_dict": tensors()}, "wrapped.pt")


class System:
    def __reduce__(self):
        return __import__("os").system, ("touch executed",)


class Eval:
    def __reduce__(self):
        return eval, ("open('executed', 'w')",)


torch.save({"weight": torch.zeros(1), "evil": System()}, "hostile-system.pt")
torch.save({"weight": torch.zeros(1), "evil": Eval()}, "hostile-eval.pt", _use_new_zipfile_serialization=False)


def resnet8(prefix):
    """Names as in akamaster/pytorch_resnet_cifar10, with projection shortcuts."""
    torch.manual_seed(1)
    d = collections.OrderedDict()

    def norm(name, n):
        for p in ("weight", "bias", "running_mean", "running_var"):
            d[prefix + name + "." + p] = torch.rand(n)
        d[prefix + name + ".num_batches_tracked"] = torch.tensor(1)

    d[prefix + "conv1.weight"] = torch.randn(16, 3, 3, 3)
    norm("bn1", 16)
    channels = 16
    for stage, width in ((1, 16), (2, 32), (3, 64)):
        b = f"layer{stage}.0."
        d[prefix + b + "conv1.weight"] = torch.randn(width, channels, 3, 3).half()
        norm(b + "bn1", width)
        d[prefix + b + "conv2.weight"] = torch.randn(width, width, 3, 3).half()
        norm(b + "bn2", width)
        if stage > 1:
            d[prefix + b + "downsample.0.weight"] = torch.randn(width, channels, 1, 1)
            norm(b + "downsample.1", width)
        channels = width
    d[prefix + "fc.weight"] = torch.randn(10, 64)
    d[prefix + "fc.bias"] = torch.randn(10)
    return d


torch.save(resnet8("module."), "resnet8-projection.pt")
