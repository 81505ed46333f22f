package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Operations on each element alone, or on elements at the same place of several tensors, which are broadcast as in
 * NumPy.
 *
 * <p>FLOPs: 1 for each element of the output, whatever the function.
 */
final class ElementWise implements Family {
    private static final Set<String> OPERATIONS = Set.of(
            "Abs",
            "Acos",
            "Acosh",
            "Add",
            "AddN",
            "AddV2",
            "Asin",
            "Asinh",
            "Atan",
            "Atan2",
            "Atanh",
            "Ceil",
            "ClipByValue",
            "Cos",
            "Cosh",
            "Div",
            "DivNoNan",
            "Elu",
            "Equal",
            "Erf",
            "Erfc",
            "Exp",
            "Expm1",
            "Floor",
            "FloorDiv",
            "FloorMod",
            "Greater",
            "GreaterEqual",
            "Inv",
            "IsFinite",
            "IsInf",
            "IsNan",
            "LeakyRelu",
            "Less",
            "LessEqual",
            "Log",
            "Log1p",
            "LogicalAnd",
            "LogicalNot",
            "LogicalOr",
            "Maximum",
            "Minimum",
            "Mod",
            "Mul",
            "MulNoNan",
            "Neg",
            "NotEqual",
            "OnesLike",
            "Pow",
            "RealDiv",
            "Reciprocal",
            "Relu",
            "Relu6",
            "Rint",
            "Round",
            "Rsqrt",
            "Select",
            "SelectV2",
            "Selu",
            "Sigmoid",
            "Sign",
            "Sin",
            "Sinh",
            "Softplus",
            "Softsign",
            "Sqrt",
            "Square",
            "SquaredDifference",
            "Sub",
            "Tan",
            "Tanh",
            "TruncateDiv",
            "Xdivy",
            "Xlogy",
            "ZerosLike",
            "FakeQuantWithMinMaxArgs",
            "HardSwish",
            "BitwiseAnd",
            "BitwiseOr");

    @Override
    public Set<String> operations() {
        return OPERATIONS;
    }

    @Override
    public List<Fact> infer(NodeView node) {
        Optional<List<Extent>> dimensions = Optional.of(List.of());
        for (Fact input : node.inputs()) {
            dimensions = broadcast(dimensions, input.dimensions());
        }
        return List.of(new Fact(dimensions, Arithmetic.values(node)));
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return outputs.get(0).elements();
    }

    /** The dimensions of two tensors together, aligned at the innermost. */
    static Optional<List<Extent>> broadcast(Optional<List<Extent>> a, Optional<List<Extent>> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        int rank = Math.max(a.get().size(), b.get().size());
        List<Extent> dimensions = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            dimensions.add(broadcast(aligned(a.get(), i, rank), aligned(b.get(), i, rank)));
        }
        return Optional.of(dimensions);
    }

    private static Extent aligned(List<Extent> dimensions, int index, int rank) {
        int shifted = index - (rank - dimensions.size());
        return shifted < 0 ? Extent.of(1) : dimensions.get(shifted);
    }

    private static Extent broadcast(Extent a, Extent b) {
        if (a.is(1)) {
            return b;
        }
        if (b.is(1) || a.equals(b)) {
            return a;
        }
        boolean oneKnown = a.isKnown() != b.isKnown();
        return oneKnown ? (a.isKnown() ? a : b) : Extent.UNKNOWN;
    }
}
