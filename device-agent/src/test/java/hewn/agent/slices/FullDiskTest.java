package hewn.agent.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import hewn.agent.testing.SliceServer;
import hewn.tensor.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of one MiB, which needs the right to mount one. */
final class FullDiskTest {
    private static final int SIZE = 600 << 10;

    @TempDir
    private Path folder;

    private Path disk;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
        assumeTrue(mounted, "skipped: a tmpfs can't be mounted here, which needs Linux and root");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(command("umount", "--lazy", disk.toString())).isTrue();
        }
    }

    private static boolean command(String... words) throws Exception {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    @Test
    void aSliceThatDoesNotFitIsRefusedOthersStayAndWithRoomItGoesOn() throws Exception {
        byte[] first = bytes(1);
        byte[] second = bytes(2);
        SliceStore store = store();
        fetch(store, first);
        RefusalException refusal = catchThrowableOfType(RefusalException.class, () -> fetch(store, second));
        assertThat(refusal.code()).isEqualTo(Refusal.DISK_FULL);
        assertThat(refusal).hasMessageContainingAll("full", disk.toString(), "--data");
        assertThat(store().open(digest(first)).resolve("saved_model.pb")).hasBinaryContent(first);

        store.prune(Set.of(digest(second)));
        assertThat(Files.getFileStore(disk).getUsableSpace()).isGreaterThan(SIZE / 2);
        store.prune(Set.of());
        assertThat(Files.getFileStore(disk).getUsableSpace()).isGreaterThan(SIZE);
        fetch(store, second);
        assertThat(store.held()).containsExactly(digest(second));
    }

    /** One that is told of endless room, as when others fill the disk meanwhile. */
    private SliceStore store() throws IOException {
        return new SliceStore(
                disk, new Downloads(Duration.ofSeconds(20), 2, Duration.ofMillis(1)), () -> Long.MAX_VALUE);
    }

    private static void fetch(SliceStore store, byte[] body) throws RefusalException {
        try (SliceServer server = new SliceServer(body)) {
            store.fetch(digest(body), body.length, server.url());
        }
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Digest digest(byte[] bytes) {
        return Digest.of(ByteBuffer.wrap(bytes));
    }
}
