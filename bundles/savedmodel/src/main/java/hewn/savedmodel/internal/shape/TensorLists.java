package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lists of tensors, as loops collect their results in. The list itself is a scalar; what is taken out has the shape that
 * the node says.
 *
 * <p>FLOPs: none.
 */
final class TensorLists implements Family {
    @Override
    public Set<String> operations() {
        return Set.of(
                "TensorListReserve",
                "EmptyTensorList",
                "TensorListFromTensor",
                "TensorListSetItem",
                "TensorListPushBack",
                "TensorListGetItem",
                "TensorListPopBack",
                "TensorListStack",
                "TensorListLength");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        return switch (node.op()) {
            case "TensorListGetItem" -> List.of(Fact.of(element(node, 2)));
            case "TensorListPopBack" -> List.of(Fact.scalar(), Fact.of(element(node, 1)));
            case "TensorListStack" -> List.of(stack(node));
            default -> Collections.nCopies(node.outputs(), Fact.scalar());
        };
    }

    private static Optional<List<Extent>> element(NodeView node, int input) {
        boolean isVector = node.input(input).rank().filter(r -> r == 1).isPresent();
        return node.input(input).values().filter(v -> isVector);
    }

    private static Fact stack(NodeView node) {
        long count = node.number("num_elements", -1);
        return Fact.of(element(node, 1).map(e -> {
            List<Extent> stacked = new ArrayList<>(e);
            stacked.add(0, Extent.of(count));
            return stacked;
        }));
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return 0;
    }
}
