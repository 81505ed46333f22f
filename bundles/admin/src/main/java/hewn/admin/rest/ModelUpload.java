package hewn.admin.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An uploaded model on its way to the repository, in a folder that is deleted afterwards. */
final class ModelUpload implements AutoCloseable {
    private static final String MODEL_FILE = "saved_model.pb";

    private final Path folder;

    private ModelUpload(Path folder) {
        this.folder = folder;
    }

    static ModelUpload receive(InputStream zip, Path uploads, ZipLimits limits) throws Refusal, IOException {
        Files.createDirectories(uploads);
        ModelUpload upload = new ModelUpload(Files.createTempDirectory(uploads, "upload-"));
        try {
            new ZipUnpacker(limits, zip, upload.folder).unpack();
            return upload;
        } catch (Refusal | IOException | RuntimeException failed) {
            upload.close();
            throw failed;
        }
    }

    /** Where the model's graph lies: the folder itself, or the only one that has it, such as {@code 1/}. */
    Path model() throws Refusal, IOException {
        List<Path> found;
        try (Stream<Path> files = Files.walk(folder)) {
            found = files.filter(file -> file.getFileName().toString().equals(MODEL_FILE))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
        if (found.size() > 1 && !found.contains(folder)) {
            throw Refusal.badRequest(
                    "the archive has " + found.size() + " models", "send the folder of one version of one model");
        }
        return found.size() == 1 ? found.get(0) : folder;
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    /** Deletes what an interrupted upload of an earlier start left. */
    static void deleteLeftovers(Path uploads) throws IOException {
        if (Files.exists(uploads)) {
            delete(uploads);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
