package hewn.savedmodel.internal.layer;

import hewn.savedmodel.internal.flat.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What an operation is among those that make up a layer, the weightier the later. */
enum Role {
    /** Makes its input larger, or computes a shape, for what follows: it goes with its reader. */
    PREPARE(Set.of(
            "Pad",
            "PadV2",
            "MirrorPad",
            "Shape",
            "ShapeN",
            "Size",
            "Rank",
            "StridedSlice",
            "Pack",
            "SpaceToBatchND",
            "Prod",
            "Fill",
            "Range")),
    /** Only looks at the same elements in another way: it goes with its source. */
    RESHAPE(Set.of("Reshape", "Squeeze", "ExpandDims", "Cast", "EnsureShape", "BatchToSpaceND", "Bitcast")),
    /** Element by element, such as biases, batch norms and activations: it goes with a layer before it. */
    FOLLOW(Set.of()),
    /** Brings tensors together or makes them smaller; a layer of its own. */
    REARRANGE(Set.of(
            "ArgMax",
            "AvgPool",
            "AvgPool3D",
            "Concat",
            "ConcatV2",
            "CropAndResize",
            "Gather",
            "GatherNd",
            "GatherV2",
            "Max",
            "MaxPool",
            "MaxPool3D",
            "MaxPoolV2",
            "Mean",
            "Min",
            "NonMaxSuppressionV3",
            "ResizeArea",
            "ResizeBicubic",
            "ResizeBilinear",
            "ResizeNearestNeighbor",
            "Split",
            "SplitV",
            "Sum",
            "Tile",
            "TopKV2",
            "Transpose")),
    /** Multiplies by weights, loops or branches; the heart of a layer. */
    HEAVY(Set.of(
            "BatchMatMul",
            "BatchMatMulV2",
            "BatchMatMulV3",
            "BlockLSTM",
            "BlockLSTMV2",
            "Conv2D",
            "Conv2DBackpropInput",
            "Conv3D",
            "Conv3DBackpropInputV2",
            "DepthwiseConv2dNative",
            "Einsum",
            "GRUBlockCell",
            "LSTMBlockCell",
            "MatMul",
            "SparseTensorDenseMatMul",
            "StatelessCase",
            "StatelessIf",
            "StatelessWhile"));

    private static final Map<String, Role> BY_OPERATION = byOperation();

    private final Set<String> operations;

    Role(Set<String> operations) {
        this.operations = operations;
    }

    static Role of(Node node) {
        return BY_OPERATION.getOrDefault(node.op(), FOLLOW);
    }

    private static Map<String, Role> byOperation() {
        Map<String, Role> roles = new HashMap<>();
        for (Role role : values()) {
            role.operations.forEach(o -> roles.put(o, role));
        }
        return Map.copyOf(roles);
    }
}
