package hewn.itests.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A site of devices that do not exist, as somebody without devices tries it. */
final class EmulationIT {
    private static final Path ROOT = Path.of(System.getProperty("hewn.root"));
    private static final Path PROGRAM = ROOT.resolve("gateway-app/distribution/target/hewn-gateway/bin/hewn");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void servesAModelFromThreeEmulatedDevices() throws Exception {
        Path cluster = Files.writeString(folder.resolve("three.json"), """
                {
                  "kind": "fleet", "schema": 1,
                  "defaults": { "memory": "256MiB", "speed": "2GFLOP/s" },
                  "devices": [ { "id": "hall" }, { "id": "yard" }, { "id": "roof", "speed": "1GFLOP/s" } ],
                  "defaultLink": { "bandwidth": "50Mbit/s", "latency": "5ms" }
                }
                """);
        Path output = folder.resolve("emulate.log");
        ProcessBuilder program = new ProcessBuilder(
                        PROGRAM.toString(),
                        "emulate",
                        cluster.toString(),
                        "--deploy",
                        ROOT.resolve("itests/models/digits").toString(),
                        "--slices",
                        "3",
                        "--once")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process emulation = program.start();
        try {
            assertThat(emulation.waitFor(5, TimeUnit.MINUTES))
                    .as("the emulation ends")
                    .isTrue();
        } finally {
            emulation.destroy();
        }
        List<String> lines = Files.readAllLines(output);
        assertThat(emulation.exitValue()).as(String.join("\n", lines)).isZero();
        assertThat(lines)
                .anyMatch(line -> line.matches("SERVING +serving on \\S+ → \\S+ → \\S+"))
                .anyMatch(line -> line.matches("roof .*1\\.00 GFLOP/s.*×"))
                .last()
                .asString()
                .contains(" computations were late");
    }
}
