package hewn.savedmodel.internal.shape;

import hewn.savedmodel.internal.flat.Node;
import java.util.List;
import java.util.Optional;
import org.tensorflow.proto.AttrValue;

/**
 * A node and what is known of the tensors that it reads.
 *
 * @param node of a graph
 * @param inputs one fact for each of its inputs
 */
record NodeView(Node node, List<Fact> inputs) {
    NodeView {
        inputs = List.copyOf(inputs);
    }

    Fact input(int index) {
        return index < inputs.size() ? inputs.get(index) : Fact.UNKNOWN;
    }

    /** The elements of an input of whole numbers, if each of them is known. */
    Optional<List<Long>> knownValues(int index) {
        return input(index)
                .values()
                .filter(vs -> vs.stream().allMatch(Extent::isKnown))
                .map(vs -> vs.stream().map(v -> v.or(0)).toList());
    }

    String op() {
        return node.op();
    }

    int outputs() {
        return node.outputTypes().size();
    }

    boolean flag(String attribute) {
        return node.attribute(attribute).map(AttrValue::getB).orElse(false);
    }

    long number(String attribute, long otherwise) {
        return node.attribute(attribute).map(AttrValue::getI).orElse(otherwise);
    }

    String text(String attribute, String otherwise) {
        return node.attribute(attribute).map(a -> a.getS().toStringUtf8()).orElse(otherwise);
    }

    List<Long> numbers(String attribute) {
        return node.attribute(attribute).map(a -> a.getList().getIList()).orElse(List.of());
    }
}
