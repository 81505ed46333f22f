package hewn.agent.emulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The processor time that this process has taken: unlike the time on the clock, it does not pass while other processes
 * have the processor.
 *
 * @param threads where the system tells of each thread, {@code /proc/self/task} of {@code proc(5)}
 */
record ProcessorTime(Path threads) {
    /** That of this process. */
    static final ProcessorTime OF_PROCESS = new ProcessorTime(Path.of("/proc/self/task"));

    /** Nanoseconds of all threads that live, or nothing where the system does not tell. */
    OptionalLong nanos() {
        long sum = 0;
        try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
            for (Path thread : each) {
                sum += nanos(thread);
            }
        } catch (IOException | UncheckedIOException | NumberFormatException unknown) {
            return OptionalLong.empty();
        }
        return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    /** The first number of {@code schedstat}; 0 if the thread has just ended. */
    private static long nanos(Path thread) {
        try {
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
        } catch (IOException ended) {
            return 0;
        }
    }
}
