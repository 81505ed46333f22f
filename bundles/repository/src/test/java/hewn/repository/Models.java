package hewn.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The models that tests hand in, and what became of them. */
final class Models {
    private static final Path ROOT =
            Path.of(System.getProperty("hewn.root", "../..")).resolve("itests/models");

    private Models() {}

    static Path digits(int version) {
        return ROOT.resolve("digits").resolve(Integer.toString(version));
    }

    static Path bad(String name) {
        return ROOT.resolve("bad").resolve(name).resolve("1");
    }

    /** Copies a model into an empty folder, to be changed there. */
    static Path copy(Path model, Path target) throws IOException {
        for (Path path : tree(model)) {
            Files.copy(path, target.resolve(model.relativize(path).toString()), StandardCopyOption.REPLACE_EXISTING);
        }
        return target;
    }

    /** Every file and folder below one, hidden ones too, the folder itself first. */
    static List<Path> tree(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Flips a bit in the middle of a file. */
    static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
