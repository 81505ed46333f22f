package hewn.engine.isolated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads from Linux how much memory a process has in use. */
final class ResidentMemory {
    private static final String LINE = "VmRSS:";

    private ResidentMemory() {}

    /**
     * The resident memory of a process.
     *
     * @param pid the process
     * @return bytes, or empty if there is no such process or another system than Linux
     */
    static OptionalLong of(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(LINE))
                    .mapToLong(ResidentMemory::bytes)
                    .findFirst();
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }

    /** Parses a line such as {@code VmRSS:     1234 kB}. */
    private static long bytes(String line) {
        String[] words = line.substring(LINE.length()).trim().split("\\s+");
        return Long.parseLong(words[0]) * 1024;
    }
}
