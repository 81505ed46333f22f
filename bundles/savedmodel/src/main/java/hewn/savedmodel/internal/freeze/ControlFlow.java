package hewn.savedmodel.internal.freeze;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.inline.Library;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.proto.FunctionDef;

/** Loops and branches, whose bodies stay whole. */
final class ControlFlow {
    private final Library library;
    private final SortedMap<String, FunctionDef> functions = new TreeMap<>();

    ControlFlow(Library library) {
        this.library = library;
    }

    SortedMap<String, FunctionDef> functions() {
        return functions;
    }

    Node frozen(Node node) throws ModelException {
        throw new ModelException("node '" + node.name() + "'", "loops and branches not yet " + library, "");
    }
}
