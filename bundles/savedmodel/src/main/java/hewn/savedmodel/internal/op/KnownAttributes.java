package hewn.savedmodel.internal.op;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.OpDef;

/** The attributes that are written into a slice. */
public final class KnownAttributes {
    private KnownAttributes() {}

    /**
     * Leaves out what exporters note for themselves, where a node once ran, and what only a newer TensorFlow knows.
     *
     * @param op the node's operation
     * @param attributes of the node
     * @return those that TensorFlow 2.18 defines for the operation, sorted
     */
    public static Map<String, AttrValue> of(String op, Map<String, AttrValue> attributes) {
        Set<String> known = OpRegistry.standard().find(op).stream()
                .flatMap(d -> d.getAttrList().stream())
                .map(OpDef.AttrDef::getName)
                .collect(Collectors.toSet());
        Map<String, AttrValue> kept = new TreeMap<>(attributes);
        kept.keySet().removeIf(name -> !known.contains(name) && !name.equals(Operation.LOWER));
        return kept;
    }
}
