package hewn.savedmodel.internal.op;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.OpList;

/**
 * The definitions of all operations that TensorFlow 2.18 knows.
 *
 * <p>They come from {@code ops.pb}, which {@code TensorFlow.registeredOpList()} of TensorFlow Java 1.1.0 wrote, because
 * the list in a model is incomplete in some exports. To renew it, write that call's {@code toByteArray()} to the file.
 * Immutable, so safe for use by several threads.
 */
public final class OpRegistry {
    private final Map<String, OpDef> definitions;

    private OpRegistry(OpList list) {
        definitions =
                list.getOpList().stream().collect(Collectors.toUnmodifiableMap(OpDef::getName, Function.identity()));
    }

    /**
     * The definitions that are shipped with this class.
     *
     * @return always the same registry
     */
    public static OpRegistry standard() {
        return Standard.REGISTRY;
    }

    /**
     * One definition.
     *
     * @param op the operation's name, such as {@code Conv2D}
     * @return its definition, or empty if TensorFlow does not know it
     */
    public Optional<OpDef> find(String op) {
        return Optional.ofNullable(definitions.get(op));
    }

    private static OpRegistry load() {
        try (InputStream ops = OpRegistry.class.getResourceAsStream("ops.pb")) {
            return new OpRegistry(OpList.parseFrom(ops));
        } catch (IOException damaged) {
            throw new UncheckedIOException("ops.pb of this jar is damaged", damaged);
        }
    }

    /** Loads on first use, once. */
    private static final class Standard {
        private static final OpRegistry REGISTRY = load();
    }
}
