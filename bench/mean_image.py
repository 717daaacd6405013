#!/usr/bin/env python3
"""Test accuracy of the published ResNet20 on images that are off by the training set's mean image less its channels' means.

mean_image.py CIFAR_FOLDER
"""
import pathlib
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

BATCH = 500
MEANS = np.array([0.485, 0.456, 0.406]).reshape(3, 1, 1)  # which the network has learned with
DEVIATIONS = np.array([0.229, 0.224, 0.225]).reshape(3, 1, 1)


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.pads = outputs // 4 if stride > 1 else 0

    def forward(self, x):
        skip = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.pads, self.pads)) if self.pads else x
        return F.relu(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x))))) + skip)


class ResNet20(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        self.layer1 = nn.Sequential(*[Block(16, 16, 1) for _ in range(3)])
        self.layer2 = nn.Sequential(Block(16, 32, 2), Block(32, 32, 1), Block(32, 32, 1))
        self.layer3 = nn.Sequential(Block(32, 64, 2), Block(64, 64, 1), Block(64, 64, 1))
        self.linear = nn.Linear(64, 10)

    def forward(self, x):
        x = self.layer3(self.layer2(self.layer1(F.relu(self.bn1(self.conv1(x))))))
        return self.linear(x.mean((2, 3)))


def images(folder, names):
    records = np.concatenate([np.fromfile(folder / name, np.uint8).reshape(-1, 3073) for name in names])
    return records[:, 0].astype(int), records[:, 1:].reshape(-1, 3, 32, 32)


def accuracy(model, labels, pixels, shift):
    right = 0
    with torch.no_grad():
        for i in range(0, len(labels), BATCH):
            x = (pixels[i:i + BATCH] / 255 + shift - MEANS) / DEVIATIONS
            found = model(torch.tensor(x, dtype=torch.float32)).argmax(1).numpy()
            right += (found == labels[i:i + BATCH]).sum()
    return 100 * right / len(labels)


def main():
    weights = pathlib.Path(__file__).parent.parent / "models/akamaster/resnet20-12fca82f.th"
    model = ResNet20()
    state = torch.load(weights, map_location="cpu")["state_dict"]
    model.load_state_dict({name.replace("module.", ""): value for name, value in state.items()})
    model.eval()
    folder = pathlib.Path(sys.argv[1])
    _, training = images(folder, [f"data_batch_{i}.bin" for i in range(1, 6)])
    labels, test = images(folder, ["test_batch.bin"])
    mean = training.mean(0, dtype=np.float64) / 255
    off = mean - mean.mean((1, 2), keepdims=True)
    print("mean image less its channels' means: root mean square %.4f, largest %.4f" % ((off ** 2).mean() ** 0.5, abs(off).max()))
    for name, shift in (("as learned", 0), ("off by it", off), ("off to the other side", -off)):
        print("%s: %.2f %%" % (name, accuracy(model, labels, test, shift)))


if __name__ == "__main__":
    main()
