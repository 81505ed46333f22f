package hewn.savedmodel.internal.layer;

import hewn.savedmodel.internal.flat.Node;
import java.util.List;

/**
 * A layer and what it is made of.
 *
 * @param name unique among the layers
 * @param nodes in topological order, constants not among them
 */
public record PlannedLayer(String name, List<Node> nodes) {
    /** Copies. */
    public PlannedLayer {
        nodes = List.copyOf(nodes);
    }
}
