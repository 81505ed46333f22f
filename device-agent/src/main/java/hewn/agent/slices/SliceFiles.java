package hewn.agent.slices;

import hewn.inference.Slice;
import hewn.tensor.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a slice lies: {@code {digest}/saved_model.pb} once it is whole, {@code {digest}.part} before.
 *
 * @param root the folder of all slices
 */
record SliceFiles(Path root) {
    private static final String PART = ".part";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** The folder to load, which is there only if the slice is whole. */
    Path folder(Digest slice) {
        return root.resolve(slice.hex());
    }

    /** The slice itself. */
    Path model(Digest slice) {
        return folder(slice).resolve(Slice.FILE);
    }

    /** What has come of a slice so far. */
    Path part(Digest slice) {
        return root.resolve(slice.hex() + PART);
    }

    boolean isHeld(Digest slice) {
        return Files.isRegularFile(model(slice));
    }

    /** Turns a whole part into the slice. A crash at any moment leaves one or the other. */
    void adopt(Digest slice) throws IOException {
        sync(part(slice), StandardOpenOption.WRITE);
        Files.createDirectories(folder(slice));
        Files.move(part(slice), model(slice), StandardCopyOption.ATOMIC_MOVE);
        sync(folder(slice), StandardOpenOption.READ);
        sync(root, StandardOpenOption.READ);
    }

    private static void sync(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    /** What tells that a file was written since. */
    record Stamp(FileTime written, long sizeBytes) {}

    Stamp stamp(Digest slice) throws IOException {
        Path model = model(slice);
        return new Stamp(Files.getLastModifiedTime(model), Files.size(model));
    }

    /** Deletes a slice, whole or not. */
    void delete(Digest slice) throws IOException {
        Files.deleteIfExists(part(slice));
        Files.deleteIfExists(model(slice));
        Files.deleteIfExists(folder(slice));
    }

    /** All slices that are whole, sorted. */
    List<Digest> held() throws IOException {
        return named().stream().filter(this::isHeld).toList();
    }

    /** All slices of which there is anything, sorted. */
    List<Digest> named() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .map(name -> name.endsWith(PART) ? name.substring(0, name.length() - PART.length()) : name)
                    .filter(name -> HEX.matcher(name).matches())
                    .distinct()
                    .sorted()
                    .map(Digest::new)
                    .toList();
        }
    }

    long partBytes(Digest slice) throws IOException {
        try {
            return Files.size(part(slice));
        } catch (NoSuchFileException nothingYet) {
            return 0;
        }
    }

    /** What a file is called by its content. */
    static Digest digest(Path file) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer) >= 0) {
                sha256.update(buffer.flip());
                buffer.clear();
            }
        }
        return Digest.of(sha256);
    }
}
