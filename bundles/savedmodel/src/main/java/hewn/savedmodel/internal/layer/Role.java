package hewn.savedmodel.internal.layer;

import hewn.savedmodel.internal.flat.Node;
import java.util.Set;
import java.util.regex.Pattern;

/** What an operation is among those that make up a layer, the weightier the later. */
enum Role {
    /** Makes its input larger, or computes a shape, for what follows: it goes with its reader. */
    PREPARE("Pad|PadV2|MirrorPad|Shape|ShapeN|Size|Rank|StridedSlice|Pack|SpaceToBatchND|Prod|Fill|Range"),
    /** Only looks at the same elements in another way: it goes with its source. */
    RESHAPE("Reshape|Squeeze|ExpandDims|Cast|EnsureShape|BatchToSpaceND|Bitcast"),
    /** Element by element, such as biases, batch norms and activations: it goes with a layer before it. */
    FOLLOW("(?!)"),
    /** Brings tensors together or makes them smaller; a layer of its own. */
    RESHAPE_DATA(
            "MaxPool.*|AvgPool.*|Mean|Sum|Max|Min|Concat|ConcatV2|Resize.*|Transpose|GatherV2|GatherNd|Split|SplitV"
                    + "|Tile|ArgMax|TopKV2|NonMaxSuppression.*|CropAndResize"),
    /** Multiplies by weights, loops or branches; the heart of a layer. */
    HEAVY(".*Conv2D.*|.*Conv3D.*|Depthwise.*Native.*|.*MatMul.*|Einsum|.*While|.*If|.*Case|LSTMBlock.*|GRUBlock.*"
            + "|BlockLSTM.*");

    private final Pattern operations;

    Role(String operations) {
        this.operations = Pattern.compile(operations);
    }

    static Role of(Node node) {
        for (Role role : Set.of(PREPARE, RESHAPE, RESHAPE_DATA, HEAVY)) {
            if (role.operations.matcher(node.op()).matches()) {
                return role;
            }
        }
        return FOLLOW;
    }
}
