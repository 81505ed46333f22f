package hewn.engine.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
    @TempDir
    private Path parent;

    @Test
    void isItsOwnersAloneAndGoneWhenItIsClosed() throws Exception {
        try (ScratchFolder folder = ScratchFolder.make(parent)) {
            assertThat(Files.getPosixFilePermissions(folder.path()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            Files.createFile(folder.path().resolve("file"));
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    @Timeout(60)
    void isSweptOnceItsProcessWasKilledAndNotBefore() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScratchKeeper.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (ScratchFolder own = ScratchFolder.make(parent);
                BufferedReader said = other.inputReader()) {
            Path others = Path.of(said.readLine());
            ScratchFolder.sweep(parent);
            assertThat(entries()).containsExactlyInAnyOrder(own.path(), others);
            other.destroyForcibly().waitFor();
            ScratchFolder.sweep(parent);
            assertThat(entries()).containsExactly(own.path());
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void whatIsNotOfItsKindStays() throws Exception {
        Path unlocked = Files.createDirectory(parent.resolve("hewn-engine-of-somebody"));
        Path file = Files.createFile(parent.resolve("hewn-engine.log"));
        ScratchFolder.sweep(parent);
        ScratchFolder.sweep(parent.resolve("absent"));
        assertThat(entries()).containsExactlyInAnyOrder(unlocked, file);
    }

    private Stream<Path> entries() throws Exception {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.toList().stream();
        }
    }
}
