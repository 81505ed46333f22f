package hewn.savedmodel.internal.inline;

import org.tensorflow.proto.NodeDef;

/**
 * The operation that a tensor comes from, when calls and identities are seen through.
 *
 * @param scope where the node stands
 * @param node an operation, neither a call nor an identity
 * @param index which of its outputs
 */
public record Source(Scope scope, NodeDef node, int index) {
    /**
     * Names it in messages.
     *
     * @return the node and where it stands
     */
    public String where() {
        return scope.where(node);
    }
}
