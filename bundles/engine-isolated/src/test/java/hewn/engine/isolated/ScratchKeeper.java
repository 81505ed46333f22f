package hewn.engine.isolated;

import java.nio.file.Files;
import java.nio.file.Path;

/** Has a folder, says which, and keeps it until it is killed. */
public final class ScratchKeeper {
    private ScratchKeeper() {}

    public static void main(String[] arguments) throws Exception {
        try (ScratchFolder folder = ScratchFolder.make(Path.of(arguments[0]))) {
            Files.createFile(folder.path().resolve("file"));
            System.out.println(folder.path());
            Thread.currentThread().join();
        }
    }
}
