package hewn.savedmodel.internal.freeze;

import com.google.protobuf.ByteString;
import hewn.inference.ModelException;
import hewn.savedmodel.internal.inline.Library;
import hewn.savedmodel.internal.inline.Resolver;
import hewn.savedmodel.internal.inline.Scope;
import hewn.savedmodel.internal.inline.Source;
import hewn.savedmodel.internal.op.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.TensorProto;

/**
 * Finds which tensor of the checkpoint each variable is restored from.
 *
 * <p>The names of the tensors are numbered in no order that the graph knows, so the restore operation is followed: from
 * every assignment back to the variable, and to the output of {@code RestoreV2} that is assigned to it.
 */
public final class RestoreReader {
    private static final Set<String> ASSIGNMENTS = Set.of("AssignVariableOp", "Assign");
    private static final int MOST_CALLS = 10_000;
    private static final int MOST_NODES = 1_000_000;

    private final Library library;
    private final Resolver resolver;
    private final Map<String, String> keys = new TreeMap<>();
    private final Deque<Source> open = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private int followed;

    private RestoreReader(Library library) {
        this.library = library;
        this.resolver = new Resolver(library, Set.of(), MOST_CALLS);
    }

    /**
     * Follows the restore operation.
     *
     * @param library the graph and its functions
     * @param saver which operation it is
     * @return the checkpoint's keys by the names of the variables' nodes in the main graph
     * @throws ModelException if what restores is malformed or does more than restore
     */
    public static Map<String, String> keys(Library library, SaverDef saver) throws ModelException {
        RestoreReader reader = new RestoreReader(library);
        if (!saver.getRestoreOpName().isEmpty()) {
            reader.follow(Scope.main(library.main()), saver.getRestoreOpName());
        }
        return reader.keys;
    }

    private void follow(Scope main, String restore) throws ModelException {
        open(main, restore, "the graph's saver");
        while (!open.isEmpty()) {
            Source source = open.pop();
            RestorePolicy.check(source);
            requireFew(++followed, source);
            Optional<String> function = library.callee(source.node());
            if (function.isPresent()) {
                openAll(resolver.child(source.scope(), source.node(), function.get()));
            }
            if (ASSIGNMENTS.contains(source.node().getOp())) {
                assignment(source);
            }
            if (source.scope().parent().isEmpty()) {
                for (String input : source.node().getInputList()) {
                    open(main, input, source.where());
                }
            }
        }
    }

    private static void requireFew(int followed, Source source) throws ModelException {
        if (followed > MOST_NODES) {
            throw new ModelException(
                    source.where(),
                    "more than " + MOST_NODES + " operations restore the variables",
                    "Export the model again.");
        }
    }

    private void open(Scope main, String input, String where) throws ModelException {
        String name = input.startsWith("^") ? input.substring(1) : input;
        int colon = name.indexOf(':');
        String node = colon < 0 ? name : name.substring(0, colon);
        if (seen.add(node)) {
            open.push(new Source(main, main.body().node(node, where), 0));
        }
    }

    private void openAll(Scope function) {
        function.body().nodes().forEach(n -> open.push(new Source(function, n, 0)));
    }

    private void assignment(Source assignment) throws ModelException {
        Source variable = input(assignment, 0);
        Source value = input(assignment, 1);
        boolean isVariable = variable.node().getOp().equals(Operation.HANDLE)
                || Operation.REF_VARIABLES.contains(variable.node().getOp());
        if (!isVariable || !value.node().getOp().equals("RestoreV2")) {
            throw new ModelException(
                    assignment.where(),
                    "does not restore a variable from the checkpoint, but assigns the output of "
                            + value.node().getOp() + " to " + variable.node().getOp(),
                    "Export the model again, with all variables in the checkpoint.");
        }
        requireWhole(value);
        keys.put(variable.node().getName(), string(value, 1));
    }

    private void requireWhole(Source restore) throws ModelException {
        String slice = string(restore, 2);
        if (!slice.isEmpty()) {
            throw new ModelException(
                    restore.where(),
                    "restores the part '" + slice + "' of a partitioned variable",
                    "Export the model without partitioned variables.");
        }
    }

    /** The string that one of the restore operation's lists has for one of its outputs. */
    private String string(Source restore, int list) throws ModelException {
        Source constant = input(restore, list);
        TensorProto strings = constant.node()
                .getAttrOrDefault("value", AttrValue.getDefaultInstance())
                .getTensor();
        List<ByteString> values = new ArrayList<>(strings.getStringValList());
        if (values.size() == 1 && restore.index() > 0 && list == 2) {
            return values.get(0).toStringUtf8();
        }
        if (restore.index() < 0 || restore.index() >= values.size()) {
            throw new ModelException(
                    restore.where(),
                    "restores tensor number " + restore.index() + ", but names " + values.size(),
                    "Export the model again.");
        }
        return values.get(restore.index()).toStringUtf8();
    }

    private Source input(Source source, int index) throws ModelException {
        NodeDef node = source.node();
        if (index >= node.getInputCount()) {
            throw new ModelException(source.where(), "lacks input " + index, "Export the model again.");
        }
        return resolver.resolve(source.scope(), node.getInput(index), source.where());
    }
}
