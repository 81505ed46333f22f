package hewn.savedmodel.internal.checkpoint;

import hewn.inference.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The names of a checkpoint's files.
 *
 * @param path the folder, usually called {@code variables}
 */
record VariablesFolder(Path path) {
    private static final String PREFIX = "variables";
    private static final long LARGEST_INDEX_BYTES = 64L << 20;

    /** The whole index file. */
    ByteBuffer readIndex() throws ModelException {
        String name = PREFIX + ".index";
        Path file = requireFile(name);
        try {
            long size = Files.size(file);
            if (size > LARGEST_INDEX_BYTES) {
                throw Faults.damaged(
                        where(name), "has " + size + " bytes, but at most " + LARGEST_INDEX_BYTES + " are read");
            }
            return ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            throw Faults.unreadable(where(name), e);
        }
    }

    /** One of the files that hold the bytes of tensors. */
    Shard shard(int number, int count) throws ModelException {
        String name = String.format("%s.data-%05d-of-%05d", PREFIX, number, count);
        Path file = requireFile(name);
        try {
            return new Shard(where(name), file, Files.size(file));
        } catch (IOException e) {
            throw Faults.unreadable(where(name), e);
        }
    }

    /** How messages call the index. */
    String indexName() {
        return where(PREFIX + ".index");
    }

    private Path requireFile(String name) throws ModelException {
        Path file = path.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw Faults.missing(where(name));
        }
        return file;
    }

    private String where(String name) {
        return path.getFileName() + "/" + name;
    }
}
