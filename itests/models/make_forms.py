#!/usr/bin/env python3
"""Makes the models that stand for other forms of SavedModels than Keras exports.

    python make_forms.py OUT [NAME ...]

They are tiny. Each has a record of sample inputs and outputs, as described in README.md.
"""
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf

v1 = tf.compat.v1
BATCH = 4


def values(seed, *shape):
    return np.random.default_rng(seed).normal(0, 0.5, shape).astype("float32")


def spec(name, *shape, dtype=tf.float32):
    return tf.TensorSpec((None, *shape), dtype, name=name)


class ControlFlow(tf.Module):
    """A branch, a loop with a branch in it and a choice of three, all of which read variables."""

    def __init__(self):
        super().__init__()
        self.w = tf.Variable(values(1, 4, 4), name="w")
        self.b = tf.Variable(values(2, 4), name="b")

    @tf.function(input_signature=[spec("x", 4)])
    def branch(self, x):
        y = tf.cond(tf.reduce_sum(x) > 0.0, lambda: tf.matmul(x, self.w), lambda: x + self.b)
        return {"y": tf.nn.relu(y) * 2.0}

    @tf.function(input_signature=[spec("x", 4)])
    def loop(self, x):
        i = tf.constant(0)
        while i < 5:
            if tf.reduce_sum(x) > 3.0:
                x = tf.matmul(x, self.w) * 0.3
            else:
                x = x + self.b
            i += 1
        return {"y": x}

    @tf.function(input_signature=[spec("x", 4)])
    def choice(self, x):
        which = tf.cast(tf.reduce_sum(x), tf.int32) % 3
        return {"y": tf.switch_case(which, [lambda: x + self.b, lambda: tf.matmul(x, self.w), lambda: x])}


class Lookups(tf.Module):
    """Reads rows and elements of variables, and the shape of one; an output depends on no input."""

    def __init__(self):
        super().__init__()
        self.table = tf.Variable(values(3, 20, 6), name="table")
        self.grid = tf.Variable(values(4, 3, 5, 2), name="grid")

    @tf.function(input_signature=[spec("ids", 3, dtype=tf.int32)])
    def serve(self, ids):
        return {
            "mean": tf.reduce_mean(tf.gather(self.table, ids), 1),
            "element": tf.gather_nd(self.grid, ids[:, :2] % 3),
            "size": tf.cast(tf.shape(self.table), tf.float32),
        }


class NestedCalls(tf.Module):
    """A loop whose body calls functions that call functions, with variables all the way; an input is an output."""

    def __init__(self):
        super().__init__()
        self.w = tf.Variable(values(5, 4, 4), name="w")
        self.scale = tf.Variable(2.0, name="scale")

    @tf.function
    def inner(self, x):
        return tf.matmul(x, self.w), self.scale

    @tf.function
    def middle(self, x):
        a, scale = self.inner(x)
        b, _ = self.inner(a)
        return b * scale

    @tf.function(input_signature=[spec("x", 4), spec("z", 4)])
    def serve(self, x, z):
        _, y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, self.middle(y)), [0, x])
        return {"y": y, "z": z}


def tensorflow1(folder, resource=False, frozen=False):
    """A convolution with batch norm, and a product, in the way of TensorFlow 1."""
    with tf.Graph().as_default() as graph, v1.Session() as session:
        (v1.enable_resource_variables if resource else v1.disable_resource_variables)()
        x = v1.placeholder(tf.float32, [None, 8, 8, 3], name="x")

        def variable(name, seed, *shape):
            return v1.get_variable(name, initializer=values(seed, *shape))

        y = tf.nn.conv2d(x, variable("conv/w", 6, 3, 3, 3, 4), 1, "SAME")
        y = tf.nn.bias_add(y, variable("conv/b", 7, 4))
        y, _, _ = v1.nn.fused_batch_norm(
            y,
            variable("bn/scale", 8, 4),
            variable("bn/offset", 9, 4),
            variable("bn/mean", 10, 4),
            tf.exp(variable("bn/log_variance", 11, 4)),
            is_training=False,
        )
        y = tf.reshape(tf.nn.max_pool(tf.nn.relu(y), 2, 2, "VALID"), [-1, 64])
        probabilities = tf.nn.softmax(tf.matmul(y, variable("fc/w", 12, 64, 5)), name="probabilities")
        session.run(v1.global_variables_initializer())
        if not frozen:
            v1.saved_model.simple_save(session, folder, {"x": x}, {"features": y, "probabilities": probabilities})
            return
        constants = v1.graph_util.convert_variables_to_constants(
            session, graph.as_graph_def(), ["probabilities"])
    with tf.Graph().as_default() as graph, v1.Session() as session:
        tf.import_graph_def(constants, name="")
        v1.saved_model.simple_save(
            session,
            folder,
            {"x": graph.get_tensor_by_name("x:0")},
            {"probabilities": graph.get_tensor_by_name("probabilities:0")},
        )


def control_flow(folder):
    model = ControlFlow()
    tf.saved_model.save(
        model, folder, signatures={"serving_default": model.branch, "loop": model.loop, "choice": model.choice})


def lookups(folder):
    model = Lookups()
    tf.saved_model.save(model, folder, signatures=model.serve)


def nested_calls(folder):
    model = NestedCalls()
    tf.saved_model.save(model, folder, signatures=model.serve)


MODELS = {
    "control-flow": (control_flow, {"x": values(20, BATCH, 4)}),
    "lookups": (lookups, {"ids": np.random.default_rng(21).integers(0, 20, (BATCH, 3)).astype("int32")}),
    "nested-calls": (nested_calls, {"x": values(22, BATCH, 4), "z": values(23, BATCH, 4)}),
    "tf1-variables": (tensorflow1, {"x": values(24, BATCH, 8, 8, 3)}),
    "tf1-resources": (lambda f: tensorflow1(f, resource=True), {"x": values(24, BATCH, 8, 8, 3)}),
    "tf1-frozen": (lambda f: tensorflow1(f, frozen=True), {"x": values(24, BATCH, 8, 8, 3)}),
}


def record(model, inputs):
    outputs = tf.saved_model.load(str(model / "1")).signatures["serving_default"](
        **{name: tf.constant(value) for name, value in inputs.items()})
    io = model / "io"
    io.mkdir(parents=True, exist_ok=True)

    def row(side, name, value):
        file = f"1.{side}.{name}.bin"
        (io / file).write_bytes(np.ascontiguousarray(value).tobytes())
        return {"name": name, "dtype": str(value.dtype), "shape": list(value.shape), "file": file}

    record = {
        "signature": "serving_default",
        "inputs": [row("in", n, v) for n, v in sorted(inputs.items())],
        "outputs": [row("out", n, v.numpy()) for n, v in sorted(outputs.items())],
        "tolerance": 1e-05,
    }
    (io / "1.json").write_text(json.dumps(record, indent=1) + "\n")


def main():
    out, names = Path(sys.argv[1]), sys.argv[2:] or list(MODELS)
    for name in names:
        make, inputs = MODELS[name]
        make(str(out / name / "1"))
        record(out / name, inputs)
        print(name)


main()
