#!/usr/bin/env python3
"""Exports the published ResNet20 of this folder to ONNX, as PyTorch's exporter does it: to_onnx.py OUT. Needs python3-torch."""
import sys

import torch

from published import resnet20

torch.onnx.export(resnet20(), torch.zeros(1, 3, 32, 32), sys.argv[1], opset_version=13, input_names=["image"],
                  output_names=["logits"], dynamic_axes={"image": {0: "batch"}, "logits": {0: "batch"}})
