package hewn.cli.launch;

import hewn.cli.CliException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The folder that strategies are dropped into. One that is made anew has those that come with the distribution. */
final class LoadFolder {
    private LoadFolder() {}

    /** Makes the folder if it is absent. */
    static Path prepare(Path folder, Path shipped) throws CliException {
        Path made = folder.toAbsolutePath().normalize();
        try {
            if (!Files.exists(made) && Files.isDirectory(shipped)) {
                fill(made, shipped);
            }
        } catch (IOException failed) {
            throw DataFolder.unusable(folder, failed, "--load");
        }
        return DataFolder.prepare(made, "--load");
    }

    /** It is there with all of them or not at all, whenever this ends. */
    private static void fill(Path folder, Path shipped) throws IOException {
        Path parent = Files.createDirectories(folder.getParent());
        Path filling = Files.createDirectory(parent.resolve(".load-" + UUID.randomUUID()));
        try {
            copyJars(shipped, filling);
            Files.move(filling, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            discard(filling, failed);
            throw failed;
        }
    }

    private static void copyJars(Path from, Path into) throws IOException {
        for (Path jar : jars(from)) {
            Files.copy(jar, into.resolve(jar.getFileName()));
        }
    }

    private static void discard(Path filling, IOException failed) {
        try {
            for (Path jar : jars(filling)) {
                Files.delete(jar);
            }
            Files.delete(filling);
        } catch (IOException too) {
            failed.addSuppressed(too);
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }
}
