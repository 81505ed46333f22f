package hewn.model.folder;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which files a SavedModel has to have, as far as their names tell: TensorFlow's {@code saved_model/README.md}, and {@code
 * tensor_bundle/naming.cc} for those of variables.
 */
final class SavedModelParts {
    private static final String GRAPH = "saved_model.pb";
    private static final String VARIABLES = "variables/variables.";
    private static final String INDEX = VARIABLES + "index";
    private static final Pattern SHARD = Pattern.compile(Pattern.quote(VARIABLES) + "data-\\d{5}-of-(\\d{5})");

    private SavedModelParts() {}

    /** The first file that is missing or empty. */
    static Optional<String> missing(FolderState state) {
        return Stream.concat(Stream.of(GRAPH), variables(state))
                .filter(file -> !state.has(file))
                .findFirst();
    }

    private static Stream<String> variables(FolderState state) {
        boolean none = state.entries().keySet().stream().noneMatch(name -> name.startsWith(VARIABLES));
        return none ? Stream.empty() : Stream.concat(Stream.of(INDEX), shards(state));
    }

    private static Stream<String> shards(FolderState state) {
        int count = state.entries().keySet().stream()
                .map(SHARD::matcher)
                .filter(Matcher::matches)
                .mapToInt(shard -> Integer.parseInt(shard.group(1)))
                .max()
                .orElse(1);
        return IntStream.range(0, count).mapToObj(shard -> VARIABLES + "data-%05d-of-%05d".formatted(shard, count));
    }
}
