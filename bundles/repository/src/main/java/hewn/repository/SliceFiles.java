package hewn.repository;

import hewn.inference.Slice;
import hewn.tensor.Digest;
import java.nio.file.Path;

/**
 * Where slices lie.
 *
 * @param root the folder of all slices
 */
record SliceFiles(Path root) {
    /** The slices of a gateway that keeps its data there. */
    static SliceFiles ofData(Path data) {
        return new SliceFiles(data.resolve("slices").resolve("sha256"));
    }

    /** A slice's folder. */
    Path folder(Digest slice) {
        return root.resolve(slice.hex());
    }

    /** The slice itself. */
    Path file(Digest slice) {
        return folder(slice).resolve(Slice.FILE);
    }
}
