package hewn.savedmodel.internal.freeze;

import java.util.List;
import java.util.Optional;

/**
 * A function that gets values where it got handles.
 *
 * @param name its new name
 * @param passed for each result, the number of the argument that was a handle and is returned as it is
 */
record RewrittenFunction(String name, List<Optional<Integer>> passed) {
    RewrittenFunction {
        passed = List.copyOf(passed);
    }
}
