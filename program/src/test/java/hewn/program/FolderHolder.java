package hewn.program;

import java.io.IOException;
import java.nio.file.Path;

/** Holds the folder of its argument until it is killed, or reads something. */
final class FolderHolder {
    static final String LOCK = "lock";
    static final String HOLDS = "holds";

    private FolderHolder() {}

    public static void main(String[] arguments) throws IOException {
        FolderLock lock = FolderLock.take(Path.of(arguments[0]), LOCK).orElseThrow();
        System.out.println(HOLDS);
        System.in.read();
        lock.close();
    }
}
