package hewn.itests.chaos.site;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A jar of this checkout.
 *
 * @param file where it was built
 */
public record BuiltJar(Path file) {
    private static final Path ROOT = Path.of(System.getProperty("hewn.root"));

    /**
     * That of a strategy.
     *
     * @param name of its folder
     * @return the jar
     * @throws IOException if it was not built
     */
    public static BuiltJar ofStrategy(String name) throws IOException {
        return in(ROOT.resolve("strategies").resolve(name), "hewn.strategies.*.jar");
    }

    /**
     * That of the strategies that misbehave.
     *
     * @return the jar
     * @throws IOException if it was not built
     */
    public static BuiltJar ofBadStrategies() throws IOException {
        return in(ROOT.resolve("itests/bad-strategies"), "hewn.itests.bad.strategies-*.jar");
    }

    private static BuiltJar in(Path module, String name) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(module.resolve("target"), name)) {
            return new BuiltJar(jars.iterator().next());
        }
    }

    /**
     * What it is called.
     *
     * @return the name of the file
     */
    public String name() {
        return file.getFileName().toString();
    }

    /**
     * What is in it.
     *
     * @return the bytes
     * @throws IOException if it can't be read
     */
    public BundleJar content() throws IOException {
        return BundleJar.of(Files.readAllBytes(file));
    }
}
