#!/usr/bin/env python3
"""Test accuracy of the published ResNet20 on images that are off by the training set's mean image less its channels' means.

mean_image.py CIFAR_FOLDER
"""
import pathlib
import sys

import numpy as np
import torch

sys.path.append(str(pathlib.Path(__file__).parent.parent / "models/akamaster"))
from published import resnet20

BATCH = 500
MEANS = np.array([0.485, 0.456, 0.406]).reshape(3, 1, 1)  # which the network has learned with
DEVIATIONS = np.array([0.229, 0.224, 0.225]).reshape(3, 1, 1)


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
    model = resnet20()
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
