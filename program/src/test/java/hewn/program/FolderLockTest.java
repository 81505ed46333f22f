package hewn.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderLockTest {
    @TempDir
    private Path folder;

    @Test
    void nobodyElseTakesAFolderUntilItIsClosed() throws Exception {
        FolderLock first = take("lock").orElseThrow();
        assertThat(take("lock")).isEmpty();
        first.close();
        take("lock").orElseThrow().close();
    }

    @Test
    void whoLocksAnotherFileMayUseTheFolderToo() throws Exception {
        try (FolderLock one = take("lock").orElseThrow();
                FolderLock other = take("gateway.lock").orElseThrow()) {
            assertThat(one).isNotSameAs(other);
        }
    }

    @Test
    void anotherProcessHoldsAFolderUntilItIsKilled() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FolderHolder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo(FolderHolder.HOLDS);
            assertThat(take(FolderHolder.LOCK)).isEmpty();
        } finally {
            holder.destroyForcibly().waitFor();
        }
        take(FolderHolder.LOCK).orElseThrow().close();
    }

    @Test
    void aFolderThatIsNotThereCanNotBeTaken() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatIOException().isThrownBy(() -> FolderLock.take(folder.resolve("nowhere"), "lock"));
        assertThatIOException().isThrownBy(() -> FolderLock.take(file, "lock"));
    }

    private Optional<FolderLock> take(String name) throws Exception {
        return FolderLock.take(folder, name);
    }
}
