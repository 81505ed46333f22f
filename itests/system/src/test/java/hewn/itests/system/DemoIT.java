package hewn.itests.system;

import static hewn.itests.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The main job, as the README has it. */
final class DemoIT {
    private static final Path PROGRAM = Path.of(
            System.getProperty("hewn.root"), "gateway-app", "distribution", "target", "hewn-gateway", "bin", "hewn");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void answersEveryTestImageAsWellAsTheWholeModel() throws Exception {
        Path output = folder.resolve("demo.log");
        Process demo = start(output, "--once");
        assertThat(demo.waitFor(5, TimeUnit.MINUTES)).as("the demo ends").isTrue();
        List<String> lines = Files.readAllLines(output);
        assertThat(lines.get(lines.size() - 1))
                .matches("demo: 450 answers, 0 errors, accuracy (0\\.9\\d+) \\(whole model \\1\\),"
                        + " 3 slices on 3 devices");
        assertThat(demo.exitValue()).isZero();
    }

    @Test
    void leavesNoProcessBehindWhenItIsKilled() throws Exception {
        Process demo = start(folder.resolve("killed.log"));
        List<ProcessHandle> children =
                eventually("a gateway and a device", () -> demo.descendants().toList(), started -> started.size() >= 2);
        try {
            demo.destroyForcibly().waitFor();
            eventually(
                    "the end of its children",
                    () -> children.stream().filter(ProcessHandle::isAlive).toList(),
                    List::isEmpty);
        } finally {
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static Process start(Path output, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "demo"));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }
}
