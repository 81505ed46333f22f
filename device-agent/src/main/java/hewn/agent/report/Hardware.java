package hewn.agent.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads from Linux what machine this is.
 *
 * @param root the root of the file system
 */
public record Hardware(Path root) {
    /**
     * The model of the machine: that of its device tree, as a Raspberry Pi has one, or of its processor.
     *
     * @return such as {@code Raspberry Pi 5 Model B Rev 1.0}; the architecture if nothing more is known
     */
    public String model() {
        return deviceTree().or(this::processor).orElse(System.getProperty("os.arch"));
    }

    private Optional<String> deviceTree() {
        return read(root.resolve("proc/device-tree/model"))
                .map(text -> text.replace("\0", "").strip())
                .filter(text -> !text.isEmpty());
    }

    private Optional<String> processor() {
        return read(root.resolve("proc/cpuinfo")).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    /**
     * What the process has in memory, be it on the heap or of native code ({@code VmRSS} of {@code proc(5)}).
     *
     * @return the size in bytes; 0 if the system does not tell
     */
    public long residentBytes() {
        return read(root.resolve("proc/self/status")).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("VmRSS:"))
                .flatMap(line -> Stream.of(line.split("\\s+")).skip(1).limit(1))
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
                .findFirst()
                .orElse(0);
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
