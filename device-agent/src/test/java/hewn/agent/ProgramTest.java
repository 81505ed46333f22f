package hewn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With processes of their own, for their ends are what is tested. */
@Timeout(60)
final class ProgramTest {
    private static final String BRIEF = "0.2s";
    private static final String ENDLESS = "100m";

    @TempDir
    private Path folder;

    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    private void start(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StubbornProgram.class.getName()));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        assertThat(output.lines().anyMatch(StubbornProgram.SERVES::equals)).isTrue();
    }

    private void fail() throws Exception {
        process.outputWriter().write(StubbornProgram.SERVES);
        process.outputWriter().close();
    }

    private int status() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String errors() throws Exception {
        return Files.readString(folder.resolve("errors"));
    }

    @Test
    void aSignalEndsItWithSuccessAsSoonAsItIsClosed() throws Exception {
        start("--patience", ENDLESS);
        process.destroy();
        assertThat(status()).isZero();
        assertThat(errors()).contains(StubbornProgram.CLOSES).doesNotContain("--help");
    }

    @Test
    void aSignalEndsItWithSuccessThoughItsCloseHangs() throws Exception {
        start("--patience", BRIEF, "--hang");
        process.destroy();
        assertThat(status()).isZero();
        assertThat(errors()).contains(StubbornProgram.CLOSES);
    }

    @Test
    void whatKeepsItFromGoingOnEndsItAsSoonAsItIsClosed() throws Exception {
        start("--patience", ENDLESS);
        fail();
        assertThat(status()).isEqualTo(2);
        assertThat(errors()).contains(StubbornProgram.CLOSES, "stubborn: can't go on (all options: --help)");
    }

    @Test
    void whatKeepsItFromGoingOnEndsItThoughItsCloseHangs() throws Exception {
        start("--patience", BRIEF, "--hang");
        fail();
        assertThat(status()).isEqualTo(2);
        assertThat(errors()).contains(StubbornProgram.CLOSES, "stubborn: can't go on (all options: --help)");
    }
}
