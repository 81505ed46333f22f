package hewn.itests.chaos.history;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file with one JSON object in each line. Each is on disk, as far as the operating system is concerned, once it is
 * written. Safe for use by several threads.
 *
 * @param <T> what is written
 */
public final class JsonLines<T> implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    private final BufferedWriter file;

    /**
     * Begins a file.
     *
     * @param path where it is to be; what is there is replaced
     * @throws IOException if it can't be written
     */
    public JsonLines(Path path) throws IOException {
        file = Files.newBufferedWriter(path);
    }

    /**
     * Adds a line.
     *
     * @param line what it tells
     */
    public synchronized void write(T line) {
        try {
            file.write(MAPPER.writeValueAsString(line));
            file.newLine();
            file.flush();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /**
     * Reads a file.
     *
     * @param <T> what was written
     * @param path where it is
     * @param type what was written
     * @return all lines in order
     * @throws IOException if it can't be read, or holds something else
     */
    public static <T> List<T> read(Path path, Class<T> type) throws IOException {
        List<T> lines = new ArrayList<>();
        for (String line : Files.readAllLines(path)) {
            lines.add(MAPPER.readValue(line, type));
        }
        return lines;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
