package hewn.agent.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTimeTest {
    @TempDir
    private Path threads;

    @Test
    void addsUpWhatAllThreadsTook() throws Exception {
        thread("1", "1000000 5 7");
        thread("2", "500 1 1");
        Files.createDirectory(threads.resolve("3")); // it has just ended
        assertThat(new ProcessorTime(threads).nanos()).hasValue(1_000_500);
    }

    @Test
    void isUnknownWhereTheSystemDoesNotTell() throws Exception {
        assertThat(new ProcessorTime(threads.resolve("absent")).nanos()).isEmpty();
        assertThat(new ProcessorTime(threads).nanos()).isEmpty();
        thread("1", "what");
        assertThat(new ProcessorTime(threads).nanos()).isEmpty();
    }

    private void thread(String id, String schedstat) throws Exception {
        Files.writeString(Files.createDirectory(threads.resolve(id)).resolve("schedstat"), schedstat + "\n");
    }
}
