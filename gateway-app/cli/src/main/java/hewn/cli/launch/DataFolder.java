package hewn.cli.launch;

import hewn.cli.CliException;
import hewn.program.FileFault;
import hewn.program.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of what a gateway keeps: its owner's alone, and of one gateway at a time. */
final class DataFolder {
    private DataFolder() {}

    /** Makes a folder if it is absent, readable by its owner alone: it holds secrets and models. */
    static Path prepare(Path folder, String option) throws CliException {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                restrict(folder);
            }
            return folder.toRealPath();
        } catch (IOException failed) {
            throw unusable(folder, failed, option);
        }
    }

    static CliException unusable(Path folder, IOException failed, String option) {
        return CliException.unusable(
                "can't use the folder '" + folder + "': " + FileFault.of(failed),
                Files.exists(folder) && !Files.isDirectory(folder)
                        ? "Choose a folder with " + option + " DIR."
                        : "Change its rights, or choose another one with " + option + " DIR.");
    }

    private static void restrict(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Keeps other gateways out until this process ends, however it ends. */
    static FolderLock lock(Path folder) throws CliException {
        try {
            return FolderLock.take(folder, "gateway.lock")
                    .orElseThrow(() -> CliException.unusable(
                            "another gateway uses the data folder '" + folder + "'",
                            "Stop it, or choose another one with --data DIR."));
        } catch (IOException failed) {
            throw unusable(folder, failed, "--data");
        }
    }
}
