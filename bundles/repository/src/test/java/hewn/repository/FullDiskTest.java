package hewn.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.inference.ModelLimits;
import hewn.inference.Signature;
import hewn.inference.StoredModel;
import hewn.savedmodel.SavedModelReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of one MiB, which needs the right to mount one. */
class FullDiskTest {
    private static final ModelId DIGITS = new ModelId("digits", 1);

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

    /** Lazily, for mapped files are released only when garbage is collected. */
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

    private FileModelRepository open() throws IOException {
        return new FileModelRepository(new SavedModelReader(), ModelLimits.DEFAULT, disk.resolve("data"));
    }

    /** Leaves so many bytes free. */
    private Path fill(long free) throws IOException {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            long left = Files.getFileStore(disk).getUsableSpace() - free;
            byte[] page = new byte[4096];
            for (long written = 0; written + page.length <= left; written += page.length) {
                out.write(page);
            }
        }
        return filler;
    }

    @Test
    void saysSoBeforeItCopiesAModel() throws Exception {
        FileModelRepository repository = open();
        List<Path> before = Models.tree(disk.resolve("data"));
        Path filler = fill(32 << 10);

        assertThatIOException()
                .isThrownBy(() -> repository.add(DIGITS, Models.digits(1)))
                .withMessageContaining("no room for model digits/1")
                .withMessageContaining("make room");
        assertThat(Models.tree(disk.resolve("data"))).isEqualTo(before);

        Files.delete(filler);
        assertThat(repository.add(DIGITS, Models.digits(1)).id()).isEqualTo(DIGITS);
    }

    @Test
    void losesNothingWhenASliceDoesNotFit() throws Exception {
        FileModelRepository repository = open();
        StoredModel model = repository.add(DIGITS, Models.digits(1));
        LayerRange whole = model.source().layers(Signature.DEFAULT_NAME).whole();
        List<Path> before = Models.tree(disk.resolve("data"));
        Path filler = fill(8 << 10);

        assertThatIOException()
                .isThrownBy(() -> repository.slice(model, Signature.DEFAULT_NAME, whole))
                .withMessageContaining("no room for layers 0..")
                .withMessageContaining("digits/1");
        assertThat(Models.tree(disk.resolve("data"))).isEqualTo(before);

        Files.delete(filler);
        assertThat(repository.slice(model, Signature.DEFAULT_NAME, whole).layers())
                .isEqualTo(whole);
    }

    @Test
    void letsModelsBeRemovedToMakeRoom() throws Exception {
        FileModelRepository repository = open();
        StoredModel model = repository.add(DIGITS, Models.digits(1));
        repository.slice(model, Signature.DEFAULT_NAME, new LayerRange(0, 1));
        fill(0);

        assertThat(repository.remove(DIGITS)).isTrue();

        assertThat(Files.getFileStore(disk).getUsableSpace()).isPositive();
        assertThat(open().list()).isEmpty();
    }
}
