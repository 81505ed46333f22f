package hewn.repository;

import hewn.tensor.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** Reads files through SHA-256. Symbolic links are not followed. */
final class FileDigest {
    private static final int BUFFER_BYTES = 1 << 16;

    private FileDigest() {}

    /** The digest of a file's content. */
    static Digest of(Path file) throws IOException {
        return read(file, piece -> {});
    }

    /** Copies a file, whose copy must not be there yet, and tells the digest of what was copied. */
    static Digest ofCopy(Path from, Path to) throws IOException {
        try (FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return read(from, piece -> writeAll(out, piece));
        }
    }

    private static void writeAll(FileChannel out, ByteBuffer piece) throws IOException {
        while (piece.hasRemaining()) {
            out.write(piece);
        }
    }

    private static Digest read(Path file, Sink sink) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            while (in.read(buffer) >= 0) {
                buffer.flip();
                sha256.update(buffer.duplicate());
                sink.accept(buffer);
                buffer.clear();
            }
        }
        return Digest.of(sha256);
    }

    /** Takes what was read. */
    private interface Sink {
        void accept(ByteBuffer piece) throws IOException;
    }
}
