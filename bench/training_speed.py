#!/usr/bin/env python3
"""Images a second of the same training in PyTorch: ResNet20, batch 128, channels_last, pad-4 crops and mirrored images.

training_speed.py THREADS plain|teacher CIFAR_FOLDER
"""
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

BATCH, STEPS = 128, 40


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        return F.relu(self.bn2(self.conv2(y)) + self.shortcut(x), inplace=True)


def resnet20():
    layers = [nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU(inplace=True)]
    channels = 16
    for stage, width in enumerate((16, 32, 64)):
        for block in range(3):
            layers.append(Block(channels, width, 2 if stage and block == 0 else 1))
            channels = width
    net = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))
    return net.to(memory_format=torch.channels_last)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    rows = np.fromfile(sys.argv[3] + "/data_batch_1.bin", dtype=np.uint8).reshape(-1, 3073)
    labels = torch.from_numpy(rows[:, 0].astype(np.int64))
    pixels = torch.from_numpy(rows[:, 1:].reshape(-1, 3, 32, 32).copy())
    net, teacher = resnet20(), resnet20().eval()
    optimizer = torch.optim.SGD(net.parameters(), 0.05, 0.9, nesterov=True, weight_decay=5e-4)

    def epoch():
        for step in range(STEPS):
            part = slice(step * BATCH, (step + 1) * BATCH)
            x = F.pad((pixels[part].float() - 128) / 64, (4, 4, 4, 4))
            dy, dx = np.random.randint(0, 9, 2)
            x = x[:, :, dy : dy + 32, dx : dx + 32]
            x = (x.flip(3) if step % 2 else x).contiguous(memory_format=torch.channels_last)
            logits = net(x)
            loss = F.cross_entropy(logits, labels[part])
            if sys.argv[2] == "teacher":
                with torch.no_grad():
                    taught = teacher(x)
                loss = 0.65 * loss + 0.35 * F.mse_loss(logits, taught)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            loss.item()

    epoch()
    start = time.perf_counter()
    epoch()
    print("%.1f" % (STEPS * BATCH / (time.perf_counter() - start)))


main()
