package hewn.model.folder;

import hewn.inference.ModelId;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers across restarts which version of each model was served from a folder, in a file of properties: a key for each
 * model, whose value is the version and the fingerprint of its folder. What is remembered of another folder counts for
 * nothing.
 */
final class FolderMemory {
    private static final Logger LOG = LoggerFactory.getLogger(FolderMemory.class);
    private static final String FOLDER = "folder";
    private static final String MODEL = "model.";

    private final Path file;
    private final Path root;
    private final Map<String, Served> served = new TreeMap<>();

    /**
     * What served.
     *
     * @param model its name and version
     * @param fingerprint of its folder
     * @param ordered the version that somebody ordered otherwise before, which may be this one
     */
    record Served(ModelId model, String fingerprint, OptionalLong ordered) {
        private static Served parse(String name, String value) {
            String[] parts = value.split(" ");
            OptionalLong ordered = parts.length > 2 ? OptionalLong.of(Long.parseLong(parts[2])) : OptionalLong.empty();
            return new Served(new ModelId(name, Long.parseLong(parts[0])), parts[1], ordered);
        }

        private String format() {
            String known = model.version() + " " + fingerprint;
            return ordered.isPresent() ? known + " " + ordered.getAsLong() : known;
        }
    }

    /**
     * Reads what is remembered.
     *
     * @param file need not exist
     * @param root the folder of the models
     */
    FolderMemory(Path file, Path root) {
        this.file = file;
        this.root = root;
        try {
            read();
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
            served.clear();
            LOG.warn(
                    "'{}' can't be read ({}): what served from '{}' is found out anew", file, damaged.toString(), root);
        }
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        if (root.toString().equals(properties.getProperty(FOLDER))) {
            properties.stringPropertyNames().stream()
                    .filter(key -> key.startsWith(MODEL))
                    .map(key -> Served.parse(key.substring(MODEL.length()), properties.getProperty(key)))
                    .forEach(model -> served.put(model.model().name(), model));
        }
    }

    /** What served of each model, by its name. */
    Map<String, Served> served() {
        return Map.copyOf(served);
    }

    Optional<Served> served(String model) {
        return Optional.ofNullable(served.get(model));
    }

    void keep(Served now) {
        if (!now.equals(served.put(now.model().name(), now))) {
            write();
        }
    }

    void forget(String model) {
        if (served.remove(model) != null) {
            write();
        }
    }

    private void write() {
        Properties properties = new Properties();
        properties.setProperty(FOLDER, root.toString());
        served.forEach((name, model) -> properties.setProperty(MODEL + name, model.format()));
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (Writer out = Files.newBufferedWriter(draft)) {
                properties.store(out, "What serves from the model folder");
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            LOG.warn(
                    "'{}' can't be written ({}): see that the data folder is writable and has free space",
                    file,
                    failed.toString());
        }
    }
}
