package hewn.savedmodel.internal.op;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operations that may run.
 *
 * <p>Models are programs: what is not listed is refused. The list is the file {@code allowed-ops.txt}.
 */
public final class AllowedOperations {
    private final Set<String> names;

    private AllowedOperations(Set<String> names) {
        this.names = names;
    }

    /**
     * The list that is shipped with this class.
     *
     * @return always the same list
     */
    public static AllowedOperations standard() {
        return Standard.LIST;
    }

    /**
     * Tells whether an operation computes its outputs from its inputs alone, and so may run.
     *
     * @param op the operation's name
     * @return whether it is listed
     */
    public boolean contains(String op) {
        return names.contains(op);
    }

    /**
     * All of them.
     *
     * @return the names
     */
    public Set<String> names() {
        return names;
    }

    private static AllowedOperations load() {
        try (InputStream list = AllowedOperations.class.getResourceAsStream("allowed-ops.txt")) {
            return new AllowedOperations(new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException damaged) {
            throw new UncheckedIOException("allowed-ops.txt of this jar is damaged", damaged);
        }
    }

    /** Loads on first use, once. */
    private static final class Standard {
        private static final AllowedOperations LIST = load();
    }
}
