package hewn.model.folder;

import hewn.inference.ModelId;
import hewn.pipeline.Deployments.Order;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers across restarts which version of each model was served from a folder, and what the folder ordered, in a file of
 * properties. For each model a key has the version that served and the fingerprint of its folder, and another one the
 * {@linkplain Origin orders}. What is remembered of another folder counts for nothing.
 */
final class FolderMemory {
    private static final Logger LOG = LoggerFactory.getLogger(FolderMemory.class);
    private static final String FOLDER = "folder";
    private static final String MODEL = "model.";
    private static final String ORDERS = "orders.";

    private final Path file;
    private final Path root;
    private final Map<String, Served> served = new TreeMap<>();
    private final Map<String, Origin> origins = new TreeMap<>();

    /**
     * What served.
     *
     * @param model its name and version
     * @param fingerprint of its folder
     */
    record Served(ModelId model, String fingerprint) {
        private static Served parse(String name, String value) {
            String[] parts = value.split(" ");
            return new Served(new ModelId(name, Long.parseLong(parts[0])), parts[1]);
        }

        private String format() {
            return model.version() + " " + fingerprint;
        }

        /** What it is if nothing else is remembered: the folder's, of whichever generation. */
        private Origin origin() {
            return Origin.UNKNOWN.with(new Order(0, model));
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
            origins.clear();
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
            byName(properties, MODEL).forEach((name, value) -> served.put(name, Served.parse(name, value)));
            served.forEach((name, known) -> origins.put(name, known.origin()));
            byName(properties, ORDERS).forEach((name, value) -> origins.put(name, Origin.parse(name, value)));
        }
    }

    private static Map<String, String> byName(Properties properties, String prefix) {
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .forEach(key -> values.put(key.substring(prefix.length()), properties.getProperty(key)));
        return values;
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

    /** The models of which anything is remembered. */
    Set<String> models() {
        Set<String> names = new TreeSet<>(origins.keySet());
        names.addAll(served.keySet());
        return names;
    }

    /** Who ordered what of a model. */
    Origin origin(String model) {
        return origins.getOrDefault(model, Origin.UNKNOWN);
    }

    void keep(String model, Origin now) {
        if (!now.equals(origin(model))) {
            origins.put(model, now);
            write();
        }
    }

    void forget(String model) {
        boolean known = origins.remove(model) != null;
        if (served.remove(model) != null || known) {
            write();
        }
    }

    private void write() {
        Properties properties = new Properties();
        properties.setProperty(FOLDER, root.toString());
        served.forEach((name, model) -> properties.setProperty(MODEL + name, model.format()));
        origins.forEach((name, origin) -> properties.setProperty(ORDERS + name, origin.format()));
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (Writer out = Files.newBufferedWriter(draft)) {
                properties.store(out, "What serves from the model folder, and what it ordered");
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
