#!/usr/bin/env python3
"""Makes the Keras files of this folder, as Keras 2.11, 2.13 and 3 lay them out, and logits.txt.

Needs Debian's python3-h5py and python3-numpy; Keras itself is not there. Layouts are those of keras-team/keras:
keras/src/legacy/saving/legacy_h5_format.py (.h5) and keras/src/saving/saving_lib.py (.keras, .weights.h5). Logits are
computed here, layer by layer, with TensorFlow's padding: they depend on nothing that reads the files.
"""
import io
import json
import pathlib
import zipfile

import h5py
import numpy as np

HERE = pathlib.Path(__file__).parent
IMAGES = 3
LOGITS = []
rng = np.random.default_rng(1)


def image(number, height, width, channels):
    """Values that Java computes, too, without rounding."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(channels), indexing="ij")
    return ((7 * y + 13 * x + 5 * c + 11 * number + y * x) % 17) / 8 - 1


class Model:
    """Layers in the order in which they are made; names as Keras gives them."""

    def __init__(self):
        self.made, self.count = [], {}

    def add(self, cls, config, inputs, weights=(), name=None):
        if name is None:
            base = snake(cls)
            number = self.count.get(base, 0)
            self.count[base] = number + 1
            name = base if number == 0 else f"{base}_{number}"
        self.made.append(dict(cls=cls, name=name, config=config, inputs=inputs, weights=list(weights)))
        return name

    def layers(self):
        """In the order of model.layers: by depth, then as a walk from the output finds them."""
        by_name = {layer["name"]: layer for layer in self.made}
        depth, found = {}, []

        def walk(name, at):
            if name not in found:
                found.append(name)
            depth[name] = max(depth.get(name, 0), at)
            for other in by_name[name]["inputs"]:
                walk(other, depth[name] + 1)

        walk(self.made[-1]["name"], 0)
        return [by_name[name] for name in sorted(found, key=lambda name: (-depth[name], found.index(name)))]


def snake(cls):
    return {"Conv2D": "conv2d", "BatchNormalization": "batch_normalization", "InputLayer": "input_1", "Add": "add",
            "Activation": "activation", "Dense": "dense", "Flatten": "flatten", "AveragePooling2D": "average_pooling2d",
            }.get(cls, cls.lower())


def random(*shape):
    fan_in = np.prod(shape[:-1]) if len(shape) > 1 else 10
    return rng.normal(0, (2 / fan_in) ** 0.5, shape).astype(np.float32)


def conv(model, x, inputs, outputs, size, stride=1, padding="same", bias=True, activation="linear", name=None):
    height, width = (size, size) if isinstance(size, int) else size
    config = {"filters": outputs, "kernel_size": [height, width], "strides": [stride, stride], "padding": padding,
              "data_format": "channels_last", "dilation_rate": [1, 1], "groups": 1, "activation": activation,
              "use_bias": bias, "kernel_initializer": {"class_name": "HeNormal", "config": {"seed": None}},
              "kernel_regularizer": {"class_name": "L2", "config": {"l2": 1e-4}}, "bias_constraint": None}
    weights = [("kernel", random(height, width, inputs, outputs))]
    if bias:
        weights.append(("bias", random(outputs)))
    return model.add("Conv2D", config, [x], weights, name)


def norm(model, x, channels, epsilon=1e-3, scale=True, center=True, name=None):
    weights = [("gamma", rng.uniform(0.5, 1.5, channels).astype(np.float32))] if scale else []
    weights += [("beta", random(channels))] if center else []
    weights += [("moving_mean", random(channels)),
                ("moving_variance", rng.uniform(0.5, 1.5, channels).astype(np.float32))]
    config = {"axis": [3], "momentum": 0.99, "epsilon": epsilon, "center": center, "scale": scale}
    return model.add("BatchNormalization", config, [x], weights, name)


def relu(model, x):
    return model.add("Activation", {"activation": "relu"}, [x])


def dense(model, x, inputs, outputs, activation, bias=True, name=None):
    weights = [("kernel", random(inputs, outputs))] + ([("bias", random(outputs))] if bias else [])
    config = {"units": outputs, "activation": activation, "use_bias": bias}
    return model.add("Dense", config, [x], weights, name)


def resnet_v1(side):
    """resnet_v1 of Keras' example cifar10_resnet with one block a stage, of 4, 8 and 16 channels."""
    model = Model()
    x = model.add("InputLayer", {"batch_input_shape": [None, side, side, 3], "dtype": "float32"}, [])
    x = relu(model, norm(model, conv(model, x, 3, 4, 3), 4))
    channels = 4
    for stage, outputs in enumerate((4, 8, 16)):
        stride = 2 if stage else 1
        y = relu(model, norm(model, conv(model, x, channels, outputs, 3, stride), outputs))
        y = norm(model, conv(model, y, outputs, outputs, 3), outputs)
        if stage:
            x = conv(model, x, channels, outputs, 1, stride)
        x = relu(model, model.add("Add", {}, [x, y]))
        channels = outputs
    pool = {"pool_size": [side // 4, side // 4], "padding": "valid", "strides": [side // 4, side // 4],
            "data_format": "channels_last"}
    x = model.add("AveragePooling2D", pool, [x])
    x = model.add("Flatten", {"data_format": "channels_last"}, [x])
    dense(model, x, 16, 4, "softmax")
    return model


def odd():
    """No image is square, no name usual; biases, scales and activations are left out or inside."""
    model = Model()
    x = model.add("InputLayer", {"batch_input_shape": [None, 6, 10, 2]}, [], name="picture")
    x = model.add("ZeroPadding2D", {"padding": [[1, 0], [2, 1]], "data_format": "channels_last"}, [x], name="pad")
    x = conv(model, x, 2, 4, (2, 4), padding="valid", bias=False, activation="relu", name="first/conv")
    a = norm(model, conv(model, x, 4, 4, (1, 3), name="a"), 4, 1e-5, scale=False, name="norm.a")
    b = conv(model, x, 4, 4, 1, bias=False, name="b")
    x = model.add("Add", {}, [x, a, b], name="sum of three")
    x = model.add("ReLU", {"max_value": None, "negative_slope": 0.0, "threshold": 0.0}, [x], name="rectified")
    x = conv(model, x, 4, 6, 3, 2, name="halved")
    x = norm(model, x, 6, 1e-2, center=False, name="norm.b")
    x = model.add("Dropout", {"rate": 0.5}, [x], name="dropout")
    x = model.add("GlobalAveragePooling2D", {"data_format": "channels_last", "keepdims": False}, [x], name="mean")
    dense(model, x, 6, 3, "linear", bias=False, name="answer")
    return model


def chain():
    """A Sequential model without skips."""
    model = Model()
    x = model.add("InputLayer", {"batch_input_shape": [None, 5, 5, 1]}, [])
    x = relu(model, conv(model, x, 1, 3, 3, 2))
    x = model.add("GlobalAveragePooling2D", {}, [x], name="pool")
    dense(model, x, 3, 2, "softmax")
    return model


def unsupported():
    model = resnet_v1(8)
    last = model.made.pop()
    x = model.add("Lambda", {"function": {"class_name": "__lambda__", "config": {"code": "4wEAAAAA"}}}, [model.made[2]["name"]])
    y = model.add("UpSampling2D", {"size": [2, 2]}, [model.made[3]["name"]], name="up")
    model.add("Concatenate", {"axis": -1}, [x, y, last["inputs"][0]], name="joined")
    model.made[4]["config"]["activation"] = "swish"
    model.made[1]["config"]["groups"] = 2
    last["inputs"] = ["joined"]
    model.made.append(last)
    return model


# The forward pass, channels last.

def forward(model, x):
    values = {}
    for layer in model.made:
        inputs = [values[name] for name in layer["inputs"]]
        values[layer["name"]] = compute(layer, inputs, x)
    return values[model.made[-1]["name"]]


def compute(layer, inputs, x):
    config, weights = layer["config"], dict(layer["weights"])
    cls = layer["cls"]
    if cls == "InputLayer":
        return x
    if cls == "Add":
        return sum(inputs)
    v = inputs[0]
    if cls == "Conv2D":
        v = convolved(v, weights["kernel"].astype(float), config["strides"][0], config["padding"])
        v = v + weights.get("bias", 0)
        return np.maximum(v, 0) if config["activation"] == "relu" else v
    if cls == "BatchNormalization":
        v = (v - weights["moving_mean"]) / np.sqrt(weights["moving_variance"].astype(float) + config["epsilon"])
        return v * weights.get("gamma", 1) + weights.get("beta", 0)
    if cls in ("Activation", "ReLU"):
        return np.maximum(v, 0)
    if cls in ("AveragePooling2D", "GlobalAveragePooling2D"):
        return v.mean((0, 1))
    if cls == "ZeroPadding2D":
        return np.pad(v, config["padding"] + [[0, 0]])
    if cls == "Dense":
        return v @ weights["kernel"].astype(float) + weights.get("bias", 0)
    assert cls in ("Flatten", "Dropout"), cls
    return v


def convolved(x, kernel, stride, padding):
    sides = []
    for extent, size in zip(x.shape, kernel.shape[:2]):
        total = max((-(-extent // stride) - 1) * stride + size - extent, 0) if padding == "same" else 0
        sides.append((total // 2, total - total // 2))
    x = np.pad(x, sides + [(0, 0)])
    height = (x.shape[0] - kernel.shape[0]) // stride + 1
    width = (x.shape[1] - kernel.shape[1]) // stride + 1
    y = np.zeros((height, width, kernel.shape[3]))
    for i in range(height):
        for j in range(width):
            window = x[i * stride:i * stride + kernel.shape[0], j * stride:j * stride + kernel.shape[1]]
            y[i, j] = np.tensordot(window, kernel, 3)
    return y


def note_logits(file, model, shape):
    for number in range(IMAGES):
        logits = forward(model, image(number, *shape))
        LOGITS.append(" ".join([file, "x".join(map(str, shape)), str(number)] + ["%.9g" % v for v in logits]))


# Configurations.

def layer2(layer):
    calls = [[[name, 0, 0, {}] for name in layer["inputs"]]] if layer["inputs"] else []
    config = {"name": layer["name"], "trainable": True, "dtype": "float32", **layer["config"]}
    return {"class_name": layer["cls"], "config": config, "name": layer["name"], "inbound_nodes": calls}


def layer3(layer):
    tensors = [{"class_name": "__keras_tensor__",
                "config": {"shape": [None, 8, 8, 3], "dtype": "float32", "keras_history": [name, 0, 0]}}
               for name in layer["inputs"]]
    arguments = [tensors] if layer["cls"] in ("Add", "Concatenate") else tensors
    kwargs = {"mask": None} if layer["cls"] == "BatchNormalization" else {}
    config = {"name": layer["name"], "trainable": True, **layer["config"],
              "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"},
                        "registered_name": None}}
    if "batch_input_shape" in config:
        config["batch_shape"] = config.pop("batch_input_shape")
    if layer["cls"] == "BatchNormalization":
        config["axis"] = -1
    return {"module": "keras.layers", "class_name": layer["cls"], "config": config, "registered_name": None,
            "name": layer["name"], "inbound_nodes": [{"args": arguments, "kwargs": kwargs}] if tensors else []}


def functional(model, layer, output):
    layers = [layer(one) for one in model.layers()]
    ends = [[model.made[0]["name"], 0, 0]], [[model.made[-1]["name"], 0, 0]]
    return {"class_name": "Functional",
            "config": {"name": "model", "trainable": True, "layers": layers,
                       "input_layers": ends[0] if output == 2 else ends[0][0],
                       "output_layers": ends[1] if output == 2 else ends[1][0]}}


# Files.

def legacy(group, model, suffix):
    """Keras 2's weights; suffix is ':0' there, and '' where Keras 3 writes this layout."""
    layers = model.layers()
    names = [layer["name"].encode() for layer in layers]
    if suffix:
        group.attrs["layer_names"] = names  # of any length, since h5py 3
    else:  # of one length, as h5py 2 has it, and in parts, as large ones are
        group.attrs["layer_names0"] = np.asarray(names[:2])
        group.attrs["layer_names1"] = np.asarray(names[2:])
    group.attrs["backend"] = b"tensorflow"
    group.attrs["keras_version"] = b"2.11.0"
    for layer in sorted(layers, key=lambda layer: layer["name"]):
        g = group.create_group(layer["name"])
        names = [f"{layer['name']}/{name}{suffix}".encode() for name, _ in layer["weights"]]
        g.attrs["weight_names"] = names
        for name, (_, value) in zip(names, layer["weights"]):
            g.create_dataset(name, value.shape, dtype=value.dtype)[:] = value
    group.create_group("top_level_model_weights").attrs["weight_names"] = []


def whole(file, model, config, suffix=":0"):
    with h5py.File(HERE / file, "w") as f:
        f.attrs["backend"] = b"tensorflow"
        f.attrs["keras_version"] = b"2.11.0"
        f.attrs["model_config"] = json.dumps(config).encode("utf8")
        f.attrs["training_config"] = json.dumps({"loss": "categorical_crossentropy"}).encode("utf8")
        legacy(f.create_group("model_weights"), model, suffix)
        optimizer = f.create_group("optimizer_weights")
        optimizer.attrs["weight_names"] = [b"Adam/iter:0"]
        optimizer.create_dataset("Adam/iter:0", data=np.int64(7))


def counted(f, model, folder, twice):
    """Keras 3's weights. Keras 2.13 counts layers with weights twice, so that numbers have gaps."""
    f.create_group("vars")
    used = {}
    for layer in model.layers():
        name = {"InputLayer": "input_layer", "GlobalAveragePooling2D": "global_average_pooling2d"}.get(
            layer["cls"], snake(layer["cls"]))
        number = used.get(name, -1) + 1
        used[name] = number + (1 if twice and layer["weights"] else 0)
        group = f.create_group(f"{folder}/{name}" + (f"_{number}" if number else "")).create_group("vars")
        for index, (_, value) in enumerate(layer["weights"]):
            group[str(index)] = value
    f.create_group("optimizer").create_group("vars")["0"] = np.int64(7)


def archive(file, model, config, folder="layers", twice=False, version="3.3.3"):
    weights = io.BytesIO()
    with h5py.File(weights, "w") as f:
        counted(f, model, folder, twice)
    with zipfile.ZipFile(HERE / file, "w") as z:
        for name, text in (("metadata.json", {"keras_version": version, "date_saved": "2026-11-28@10:00:00"}),
                           ("config.json", config)):
            z.writestr(zipfile.ZipInfo(name), json.dumps(text))
        z.writestr(zipfile.ZipInfo("model.weights.h5"), weights.getvalue())


def hostile(file, change):
    """One convolution's weights, with something that Keras does not write."""
    with h5py.File(HERE / file, "w") as f:
        f.attrs["layer_names"] = [b"conv2d"]
        group = f.create_group("conv2d")
        group.attrs["weight_names"] = [b"conv2d/kernel:0"]
        change(f, group)


def hostile_files():
    name = "conv2d/kernel:0"
    ones = np.ones((3, 3, 3, 4), np.float32)

    def theano(f, group):
        f.attrs["backend"] = b"theano"
        group[name] = ones

    def cycle(f, group):
        group["conv2d"] = f["/"]
        f["kernel:0"] = h5py.SoftLink("/conv2d/conv2d/kernel:0")

    hostile("theano.h5", theano)
    hostile("cycle.h5", cycle)
    hostile("chunked.h5", lambda f, group: group.create_dataset(name, data=ones, compression="gzip"))
    hostile("integers.h5", lambda f, group: group.create_dataset(name, data=ones.astype(np.int32)))
    hostile("soft-link.h5", lambda f, group: group.__setitem__(name, h5py.SoftLink("/elsewhere")))
    hostile("external-link.h5", lambda f, group: group.__setitem__(name, h5py.ExternalLink("/etc/passwd", "/")))


def main():
    hostile_files()
    resnet = resnet_v1(8)
    whole("keras2-model.h5", resnet, functional(resnet, layer2, 2))
    archive("keras213-model.keras", resnet, functional(resnet, layer2, 2), "_layer_checkpoint_dependencies", True, "2.13.1")
    archive("keras3-model.keras", resnet, functional(resnet, layer3, 3))
    for file in ("keras2-model.h5", "keras213-model.keras", "keras3-model.keras"):
        note_logits(file, resnet, (8, 8, 3))
    alone = resnet_v1(32)
    with h5py.File(HERE / "keras2-weights.h5", "w") as f:
        legacy(f, alone, ":0")
    with h5py.File(HERE / "keras3.weights.h5", "w") as f:
        counted(f, alone, "layers", False)
    note_logits("keras2-weights.h5", alone, (32, 32, 3))
    note_logits("keras3.weights.h5", alone, (32, 32, 3))
    strange = odd()
    archive("odd.keras", strange, functional(strange, layer3, 3))
    note_logits("odd.keras", strange, (6, 10, 2))
    sequential = chain()
    config = {"class_name": "Sequential", "config": {"name": "s", "layers": [layer2(one) for one in sequential.made]}}
    whole("sequential.h5", sequential, config, "")
    note_logits("sequential.h5", sequential, (5, 5, 1))
    refused = unsupported()
    archive("unsupported.keras", refused, functional(refused, layer3, 3))
    (HERE / "logits.txt").write_text("\n".join(LOGITS) + "\n")


if __name__ == "__main__":
    main()
