package hewn.deployer.journal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is deployed, on disk. It is written before it is acted on, and replaced in one atomic step, so that after a crash
 * it says the old or the new, never something between.
 */
public final class Journal {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private static final int SCHEMA = 1;

    private record Content(
            int schema,
            Optional<String> gateway,
            long epoch,
            long lastGeneration,
            List<JournalEntry> deployments,
            List<CanaryEntry> canaries) {
        /** An older journal has no canaries. */
        Content {
            deployments = List.copyOf(deployments);
            canaries = canaries == null ? List.of() : List.copyOf(canaries);
        }
    }

    private final Path file;
    private final GatewayIdentity identity;
    private final Map<String, JournalEntry> entries = new TreeMap<>();
    private final Map<String, CanaryEntry> canaries = new TreeMap<>();
    private long lastGeneration;
    private boolean isClosed;

    /**
     * Reads the journal, or begins an empty one, whose generations are numbered from 1 in the name of a new gateway.
     *
     * @param file which need not exist yet
     * @param clock tells when this process began
     * @throws IOException if it is there but can't be read; the message says what to do
     */
    public Journal(Path file, Clock clock) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        Content content =
                Files.exists(file) ? read() : new Content(SCHEMA, Optional.empty(), 0, 0, List.of(), List.of());
        lastGeneration = content.lastGeneration();
        content.deployments().forEach(entry -> entries.put(entry.model(), entry));
        content.canaries().stream()
                .filter(entry -> entries.containsKey(entry.model())) // none is tried beside nothing
                .forEach(entry -> canaries.put(entry.model(), entry));
        identity = new GatewayIdentity(
                content.gateway().orElseGet(() -> UUID.randomUUID().toString()),
                Math.max(content.epoch() + 1, clock.millis()));
    }

    /**
     * A file beside the journal, for what is kept but may be lost.
     *
     * @param name of the file
     * @return its path
     */
    public Path besides(String name) {
        return file.resolveSibling(name);
    }

    /**
     * In whose name generations are numbered. It is kept with the next change.
     *
     * @return the same as long as this process lives
     */
    public GatewayIdentity identity() {
        return identity;
    }

    private Content read() throws IOException {
        Content content;
        try {
            content = JSON.readValue(file.toFile(), Content.class);
        } catch (IOException damaged) {
            throw new IOException(
                    "the deployment journal " + file + " can't be read; repair it, or move it away to begin without"
                            + " deployments",
                    damaged);
        }
        if (content.schema() != SCHEMA) {
            throw new IOException("the deployment journal " + file + " has schema " + content.schema()
                    + ", but this gateway knows " + SCHEMA + "; start the gateway that wrote it");
        }
        return content;
    }

    /**
     * What is deployed.
     *
     * @return one for each model, by name
     */
    public synchronized Collection<JournalEntry> entries() {
        return List.copyOf(entries.values());
    }

    /**
     * What is deployed under a name.
     *
     * @param model the name of the model
     * @return its entry; empty if nothing is
     */
    public synchronized Optional<JournalEntry> find(String model) {
        return Optional.ofNullable(entries.get(model));
    }

    /**
     * A number greater than every one before it, in this process and those before.
     *
     * @return the number, which is written down
     * @throws IOException if it can't be written
     */
    public synchronized long nextGeneration() throws IOException {
        write(lastGeneration + 1, entries, canaries);
        return ++lastGeneration;
    }

    /**
     * The number that was given out last, in this process or one before; 0 if none was.
     *
     * @return the number
     */
    public synchronized long lastGeneration() {
        return lastGeneration;
    }

    /**
     * What is tried beside what is deployed.
     *
     * @return one for each model that has one, by name
     */
    public synchronized Collection<CanaryEntry> canaries() {
        return List.copyOf(canaries.values());
    }

    /**
     * Replaces the canary of a model.
     *
     * @param entry what is tried from now on
     * @throws IOException if it can't be written, so the former one stays
     */
    public synchronized void putCanary(CanaryEntry entry) throws IOException {
        Map<String, CanaryEntry> changed = new TreeMap<>(canaries);
        changed.put(entry.model(), entry);
        write(lastGeneration, entries, changed);
        canaries.put(entry.model(), entry);
    }

    /**
     * The canary of a model, if it has one, is none any more.
     *
     * @param model the name of the model
     * @throws IOException if it can't be written, so it stays
     */
    public synchronized void removeCanary(String model) throws IOException {
        Map<String, CanaryEntry> changed = new TreeMap<>(canaries);
        changed.remove(model);
        write(lastGeneration, entries, changed);
        canaries.remove(model);
    }

    /**
     * Replaces the entry of a model, whose slices are remembered for some generations. A canary that is put is none any
     * more, in the same step.
     *
     * @param entry what serves from now on
     * @param retained of how many former generations slices are remembered
     * @throws IOException if it can't be written, so the former one stays
     */
    public synchronized void put(JournalEntry entry, int retained) throws IOException {
        JournalEntry complete = Optional.ofNullable(entries.get(entry.model()))
                .map(before -> entry.following(before, retained))
                .orElse(entry);
        Map<String, JournalEntry> changed = new TreeMap<>(entries);
        changed.put(entry.model(), complete);
        Map<String, CanaryEntry> left = new TreeMap<>(canaries);
        left.values().removeIf(canary -> canary.generation() == entry.generation());
        write(lastGeneration, changed, left);
        entries.put(entry.model(), complete);
        canaries.keySet().retainAll(left.keySet());
    }

    /**
     * A model is not deployed any more, nor is anything tried.
     *
     * @param model the name of the model
     * @throws IOException if it can't be written, so all stays
     */
    public synchronized void remove(String model) throws IOException {
        Map<String, JournalEntry> changed = new TreeMap<>(entries);
        changed.remove(model);
        Map<String, CanaryEntry> left = new TreeMap<>(canaries);
        left.remove(model);
        write(lastGeneration, changed, left);
        entries.remove(model);
        canaries.remove(model);
    }

    /** From here on another one may write the file: a change of this one is refused. */
    public synchronized void close() {
        isClosed = true;
    }

    /**
     * For those whose caller can't do anything else.
     *
     * @param failure why it could not be written
     * @return the same, with what to do
     */
    public static UncheckedIOException unwritable(IOException failure) {
        return new UncheckedIOException(
                "the deployment journal can't be written (" + failure.getMessage()
                        + "); see that the gateway's data folder is writable and has free space",
                failure);
    }

    private void write(long generation, Map<String, JournalEntry> content, Map<String, CanaryEntry> onTrial)
            throws IOException {
        if (isClosed) {
            throw new IOException("this deployer has ended, and another one takes its place; order again");
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        byte[] json = JSON.writeValueAsBytes(new Content(
                SCHEMA,
                Optional.of(identity.name()),
                identity.epoch(),
                generation,
                List.copyOf(content.values()),
                List.copyOf(onTrial.values())));
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(json);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true); // else a power cut could undo the move
        }
    }
}
