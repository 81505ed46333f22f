package hewn.model.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of models in tests. */
final class ModelFiles {
    static final String GRAPH = "saved_model.pb";
    static final String INDEX = "variables/variables.index";
    static final String SHARD_0 = "variables/variables.data-00000-of-00002";
    static final String SHARD_1 = "variables/variables.data-00001-of-00002";

    private ModelFiles() {}

    /** A whole model, in the order in which it is copied. */
    static Map<String, String> whole(String content) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(GRAPH, content);
        files.put(SHARD_0, "first of " + content);
        files.put(SHARD_1, "second of " + content);
        files.put(INDEX, "index of " + content);
        return files;
    }

    static void write(Path folder, Map<String, String> files) {
        files.forEach((name, text) -> write(folder.resolve(name), text));
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return files;
    }

    static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
