package hewn.model.folder;

import hewn.inference.ModelId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders {@code NAME/VERSION/} below a root, at one look. Names that begin with {@code .} or {@code _} or end in {@code
 * .tmp} or {@code .part} are passed over, and so are files.
 */
final class ModelTree {
    private static final Pattern IGNORED = Pattern.compile("[._].*|.*\\.(tmp|part)|lost\\+found");
    private static final Set<String> PARTS_OF_A_MODEL = Set.of("variables", "assets", "assets.extra");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

    private static final Comparator<ModelId> ORDER =
            Comparator.comparing(ModelId::name).thenComparingLong(ModelId::version);

    private final Map<ModelId, Path> versions = new TreeMap<>(ORDER);
    private final SortedMap<Path, String> faults = new TreeMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private boolean empty = true;

    /**
     * Looks at a folder.
     *
     * @throws IOException if it is not there or can't be read
     */
    ModelTree(Path root) throws IOException {
        for (Path model : folders(root)) {
            empty = false;
            try {
                lookAt(model);
            } catch (IOException failed) {
                unreadable.add(model.getFileName().toString());
                faults.put(model, "can't be read (" + failed + "): let the gateway's user read it");
            }
        }
    }

    private void lookAt(Path model) throws IOException {
        String name = model.getFileName().toString();
        try {
            ModelId.requireName(name);
        } catch (IllegalArgumentException malformed) {
            faults.put(model, "is not deployed: " + malformed.getMessage() + ". Rename it");
            return;
        }
        if (Files.exists(model.resolve("saved_model.pb"))) {
            faults.put(model, "has a saved_model.pb of no version: move the model to " + model.resolve("1"));
        }
        for (Path version : folders(model)) {
            lookAt(name, version);
        }
    }

    private void lookAt(String name, Path folder) {
        String version = folder.getFileName().toString();
        if (NUMBER.matcher(version).matches()) {
            versions.put(new ModelId(name, Long.parseLong(version)), folder);
        } else if (!PARTS_OF_A_MODEL.contains(version)) {
            faults.put(
                    folder,
                    "is not deployed, for its name is no version: name it by a positive number without zeros before it");
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path ->
                            !IGNORED.matcher(path.getFileName().toString()).matches())
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /** The folder of each version. */
    Map<ModelId, Path> versions() {
        return versions;
    }

    /** What lies where it is no use, with what to do. */
    SortedMap<Path, String> faults() {
        return faults;
    }

    /** Whether the versions of a model can't be told at this moment. */
    boolean isUnreadable(String model) {
        return unreadable.contains(model);
    }

    /** Whether there is not one model. */
    boolean isEmpty() {
        return empty;
    }
}
