package hewn.repository;

import hewn.inference.ModelException;
import hewn.tensor.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The files in a folder that belong to a SavedModel, see TensorFlow's {@code saved_model/README.md}. Whatever else lies
 * there is left alone.
 *
 * @param folder where they are
 * @param names relative to the folder, with {@code /} between folders on every platform
 */
record SavedModelFiles(Path folder, SortedSet<String> names) {
    private static final Pattern NAME = Pattern.compile("saved_model\\.pb|fingerprint\\.pb|keras_metadata\\.pb"
            + "|variables/variables\\.[A-Za-z0-9.-]+|assets(\\.extra)?/[^\\p{Cntrl}\\\\]+");

    /**
     * Looks what there is.
     *
     * @throws ModelException if anything in the folder is neither a file nor a folder
     * @throws IOException if the folder can't be read
     */
    static SavedModelFiles in(Path folder) throws ModelException, IOException {
        Path real = folder.toRealPath();
        SortedSet<String> names = new TreeSet<>();
        for (Path path : below(real)) {
            String name = name(real.relativize(path));
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                if (NAME.matcher(name).matches()) {
                    names.add(name);
                }
            } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new ModelException(
                        name,
                        "is neither a file nor a folder",
                        "Put the file itself in its place; links and devices are not followed.");
            }
        }
        return new SavedModelFiles(real, names);
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.toList();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static String name(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    /** The size of all files in bytes. */
    long bytes() throws IOException {
        long bytes = 0;
        for (String name : names) {
            bytes += Files.size(folder.resolve(name));
        }
        return bytes;
    }

    /** Copies all files into an empty folder. */
    Checksums copyTo(Path target) throws IOException {
        SortedMap<String, Digest> digests = new TreeMap<>();
        for (String name : names) {
            Path copy = target.resolve(name);
            Files.createDirectories(copy.getParent());
            digests.put(name, FileDigest.ofCopy(folder.resolve(name), copy));
        }
        return new Checksums(digests);
    }
}
