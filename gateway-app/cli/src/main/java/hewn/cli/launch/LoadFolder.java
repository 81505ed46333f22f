package hewn.cli.launch;

import hewn.cli.CliException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

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
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(shipped, "*.jar")) {
            for (Path jar : jars) {
                Files.copy(jar, filling.resolve(jar.getFileName()));
            }
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
        Files.move(filling, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}
