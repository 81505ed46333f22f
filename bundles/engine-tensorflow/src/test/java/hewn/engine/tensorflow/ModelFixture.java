package hewn.engine.tensorflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A model with recorded inputs and outputs: {@code NAME/VERSION/} beside {@code NAME/io/VERSION.json}. */
record ModelFixture(Path folder) {
    /** The root of the checkout. */
    static Path root() {
        return Path.of(System.getProperty("hewn.root", "../.."));
    }

    /** The small models, which every checkout has. */
    static Stream<ModelFixture> small() {
        return in(root().resolve("itests/models"));
    }

    /** The large models, where there are any. */
    static List<ModelFixture> large() {
        Path folder = Optional.ofNullable(System.getProperty("hewn.models"))
                .map(Path::of)
                .orElseGet(() -> root().resolve("../shared/models"));
        List<String> small = small().map(ModelFixture::toString).toList();
        return Files.isDirectory(folder)
                ? in(folder).filter(m -> !small.contains(m.toString())).toList()
                : List.of();
    }

    private static Stream<ModelFixture> in(Path folder) {
        return list(folder)
                .filter(model -> Files.isDirectory(model.resolve("io")))
                .flatMap(ModelFixture::list)
                .filter(version -> Files.exists(version.resolve("saved_model.pb")))
                .map(ModelFixture::new);
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    /** What was recorded of it. */
    RecordedCall recorded() {
        return RecordedCall.read(folder.resolveSibling("io").resolve(folder.getFileName() + ".json"));
    }

    @Override
    public String toString() {
        return folder.getParent().getFileName() + "/" + folder.getFileName();
    }
}
