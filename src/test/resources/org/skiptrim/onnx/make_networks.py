#!/usr/bin/env python3
"""Makes the ONNX files of this folder: small residual networks as PyTorch's exporter and Keras' converter write them.

Needs Debian's python3-torch (1.13) and python3-onnx (1.12). Weights are random, with batch norm statistics that are not the usual ones.
"""
import pathlib
import numpy as np
import onnx
import onnx.helper as h
import onnx.numpy_helper as nh
import torch
import torch.nn as nn
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
torch.manual_seed(1)
rng = np.random.default_rng(1)


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride, shortcut, bias):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=bias)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=bias)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Sequential()
        self.pads = 0
        if stride > 1 and shortcut == "projection":
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=bias), nn.BatchNorm2d(outputs))
        elif stride > 1:
            self.pads = (outputs - inputs) // 2

    def forward(self, x):
        skip = self.shortcut(x)
        if self.pads:
            skip = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.pads, self.pads))
        y = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(y)) + skip)


class Small(nn.Module):
    """A ResNet8 of 4, 8 and 16 channels for images of 8x8."""

    def __init__(self, shortcut="projection", pool="adaptive", bias=False, norm=True):
        super().__init__()
        self.pool = pool
        self.conv1 = nn.Conv2d(3, 4, 3, 1, 1, bias=bias)
        self.bn1 = nn.BatchNorm2d(4)
        self.layer1 = nn.Sequential(Block(4, 4, 1, shortcut, bias))
        self.layer2 = nn.Sequential(Block(4, 8, 2, shortcut, bias))
        self.layer3 = nn.Sequential(Block(8, 16, 2, shortcut, bias))
        self.fc = nn.Linear(16, 5, bias=pool != "mean")
        for module in self.modules():
            if isinstance(module, nn.BatchNorm2d):
                nn.init.uniform_(module.weight, 0.5, 1.5)
                nn.init.uniform_(module.bias, -0.5, 0.5)
                nn.init.uniform_(module.running_mean, -0.5, 0.5)
                nn.init.uniform_(module.running_var, 0.5, 1.5)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        x = self.layer3(self.layer2(self.layer1(x)))
        if self.pool == "adaptive":
            x = torch.flatten(F.adaptive_avg_pool2d(x, 1), 1)
        elif self.pool == "view":
            x = F.avg_pool2d(x, 2)
            x = x.view(x.size(0), -1)
        else:
            x = x.mean([2, 3])
        return self.fc(x)


class Imagenet(nn.Module):
    """The layers of a ResNet-D for ImageNet, small: a 7x7 stem with a max pool, a shortcut with a mean of 2x2 pixels."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(8)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = Block(8, 8, 1, "projection", False)
        self.layer2 = Block(8, 16, 2, "projection", False)
        self.layer2.shortcut = nn.Sequential(nn.AvgPool2d(2, 2, ceil_mode=True), nn.Conv2d(8, 16, 1, bias=False), nn.BatchNorm2d(16))
        self.fc = nn.Linear(16, 5)

    def forward(self, x):
        x = self.maxpool(F.relu(self.bn1(self.conv1(x))))
        return self.fc(torch.flatten(F.adaptive_avg_pool2d(self.layer2(self.layer1(x)), 1), 1))


def export(name, model, side=8, **how):
    model.eval()
    torch.onnx.export(model, torch.zeros(1, 3, side, side), HERE / name, input_names=["image"], output_names=["logits"], **how)


def pytorch():
    open_batch = {"image": {0: "batch"}, "logits": {0: "batch"}}
    export("pytorch-opset9.onnx", Small(), opset_version=9)
    export("pytorch-opset13.onnx", Small(pool="view"), opset_version=13, dynamic_axes=open_batch)
    export("pytorch-opset17.onnx", Small("zero-pad", "mean"), opset_version=17, dynamic_axes=open_batch)
    unfolded = dict(do_constant_folding=False, training=torch.onnx.TrainingMode.PRESERVE)
    export("pytorch-norms.onnx", Small(bias=True), opset_version=13, **unfolded)


def keras():
    """What tf2onnx makes of a Keras ResNet v1: channels last, SAME padding, biases, one shortcut without batch norm."""
    weights, nodes = [], []

    def constant(name, array):
        weights.append(nh.from_array(np.asarray(array), name))
        return name

    def node(op, name, inputs, **attributes):
        out = name + ":0"
        nodes.append(h.make_node(op, inputs, [out], name=name, **attributes))
        return out

    def random(*shape):
        return rng.normal(0, (2 / np.prod(shape[1:])) ** 0.5 if len(shape) > 1 else 0.3, shape).astype(np.float32)

    def conv(name, x, outputs, inputs, kernel, stride):
        w = constant(f"resnet/{name}/Conv2D/ReadVariableOp:0", random(outputs, inputs, kernel, kernel))
        b = constant(f"resnet/{name}/BiasAdd/ReadVariableOp:0", random(outputs))
        return node("Conv", f"resnet/{name}/BiasAdd", [x, w, b], auto_pad="SAME_UPPER", strides=[stride, stride],
                    kernel_shape=[kernel, kernel], dilations=[1, 1], group=1)

    def norm(name, x, channels):
        values = [rng.uniform(0.5, 1.5, channels), random(channels), random(channels), rng.uniform(0.5, 1.5, channels)]
        names = [constant(f"resnet/{name}/{part}:0", value.astype(np.float32))
                 for part, value in zip(("gamma", "beta", "mean", "variance"), values)]
        return node("BatchNormalization", f"resnet/{name}/FusedBatchNormV3", [x] + names, epsilon=1e-3)

    x = node("Transpose", "resnet/conv2d/Conv2D__6", ["input_1"], perm=[0, 3, 1, 2])
    x = node("Relu", "resnet/activation/Relu", [norm("bn", conv("conv2d", x, 4, 3, 3, 1), 4)])
    channels = 4
    for stage, outputs in enumerate((4, 8, 16)):
        stride = 2 if stage else 1
        y = norm(f"bn{stage}a", conv(f"conv{stage}a", x, outputs, channels, 3, stride), outputs)
        y = node("Relu", f"resnet/activation_{stage}a/Relu", [y])
        y = norm(f"bn{stage}b", conv(f"conv{stage}b", y, outputs, outputs, 3, 1), outputs)
        skip = conv(f"conv{stage}c", x, outputs, channels, 1, stride) if stage else x
        x = node("Relu", f"resnet/activation_{stage}b/Relu", [node("Add", f"resnet/add_{stage}/add", [skip, y])])
        channels = outputs
    x = node("AveragePool", "resnet/average_pooling2d/AvgPool", [x], kernel_shape=[2, 2], strides=[2, 2])
    x = node("Transpose", "resnet/average_pooling2d/AvgPool__60", [x], perm=[0, 2, 3, 1])
    x = node("Reshape", "resnet/flatten/Reshape", [x, constant("flat", np.array([-1, 16], np.int64))])
    x = node("MatMul", "resnet/dense/MatMul", [x, constant("resnet/dense/MatMul/ReadVariableOp:0", random(16, 5))])
    x = node("Add", "resnet/dense/BiasAdd", [x, constant("resnet/dense/BiasAdd/ReadVariableOp:0", random(5))])
    nodes.append(h.make_node("Softmax", [x], ["dense"], name="resnet/dense/Softmax"))
    graph = h.make_graph(nodes, "tf2onnx", [h.make_tensor_value_info("input_1", 1, ["unk__61", 8, 8, 3])],
                         [h.make_tensor_value_info("dense", 1, ["unk__62", 5])], weights)
    model = h.make_model(graph, producer_name="tf2onnx", opset_imports=[h.make_opsetid("", 13)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    onnx.save(model, HERE / "keras.onnx")


def odd():
    """Kernels and paddings that are not square, a Pad before a convolution, weights as a constant node in 16 bits."""
    def random(*shape):
        return rng.normal(0, (2 / np.prod(shape[1:])) ** 0.5, shape).astype(np.float32)

    first = nh.from_array(random(6, 1, 3, 5).astype(np.float16))
    nodes = [
        h.make_node("Constant", [], ["w16"], value=first),
        h.make_node("Cast", ["w16"], ["w1"], to=1),
        h.make_node("Pad", ["image", "pads"], ["padded"], mode="constant"),
        h.make_node("Conv", ["padded", "w1"], ["a"], kernel_shape=[3, 5], strides=[2, 2]),
        h.make_node("Relu", ["a"], ["b"]),
        h.make_node("Conv", ["b", "w2", "bias"], ["c"], kernel_shape=[1, 3], pads=[0, 1, 0, 1]),
        h.make_node("Add", ["b", "c"], ["d"]),
        h.make_node("Dropout", ["d"], ["e"]),
        h.make_node("ReduceMean", ["e"], ["f"], axes=[-1, -2], keepdims=0),
        h.make_node("Gemm", ["f", "w3", "zero"], ["logits"], alpha=0.5, beta=2.0),
    ]
    weights = [nh.from_array(np.array([0, 0, 1, 2, 0, 0, 0, 1], np.int64), "pads"), nh.from_array(random(6, 6, 1, 3), "w2"),
               nh.from_array(random(1, 6)[0], "bias"), nh.from_array(random(6, 4), "w3"), nh.from_array(random(1, 4)[0], "zero")]
    graph = h.make_graph(nodes, "odd", [h.make_tensor_value_info("image", 1, [1, 1, 9, 11])],
                         [h.make_tensor_value_info("logits", 1, [1, 4])], weights)
    model = h.make_model(graph, opset_imports=[h.make_opsetid("", 13)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    onnx.save(model, HERE / "odd.onnx")


def pools():
    """Maxima and means as TensorFlow and others pad them."""
    def random(*shape):
        return rng.normal(0, (2 / np.prod(shape[1:])) ** 0.5, shape).astype(np.float32)

    window = dict(kernel_shape=[3, 3], strides=[2, 2])
    nodes = [
        h.make_node("Conv", ["image", "w1"], ["a"], auto_pad="SAME_UPPER", **window),
        h.make_node("Relu", ["a"], ["b"]),
        h.make_node("MaxPool", ["b"], ["c"], auto_pad="SAME_UPPER", **window),
        h.make_node("Conv", ["c", "w2"], ["d"], pads=[2, 2, 2, 2]),
        h.make_node("MaxPool", ["d"], ["e"], kernel_shape=[2, 2], strides=[2, 2], ceil_mode=1),
        h.make_node("Relu", ["e"], ["f"]),
        h.make_node("Pad", ["f", "pads"], ["g"], mode="constant"),
        h.make_node("MaxPool", ["g"], ["h"], kernel_shape=[3, 3]),
        h.make_node("AveragePool", ["h"], ["i"], kernel_shape=[2, 2]),
        h.make_node("MaxPool", ["i"], ["j"], kernel_shape=[1, 1], strides=[2, 2]),
        h.make_node("GlobalAveragePool", ["j"], ["k"]),
        h.make_node("Flatten", ["k"], ["l"]),
        h.make_node("Gemm", ["l", "w3"], ["logits"]),
    ]
    weights = [nh.from_array(random(6, 3, 3, 3), "w1"), nh.from_array(random(4, 6, 5, 5), "w2"),
               nh.from_array(np.array([0, 0, 1, 1, 0, 0, 1, 1], np.int64), "pads"), nh.from_array(random(4, 3), "w3")]
    graph = h.make_graph(nodes, "pools", [h.make_tensor_value_info("image", 1, [1, 3, 36, 36])],
                         [h.make_tensor_value_info("logits", 1, [1, 3])], weights)
    model = h.make_model(graph, opset_imports=[h.make_opsetid("", 13)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    onnx.save(model, HERE / "pools.onnx")


if __name__ == "__main__":
    pytorch()
    keras()
    odd()
    export("imagenet.onnx", Imagenet(), side=32, opset_version=13)
    pools()
