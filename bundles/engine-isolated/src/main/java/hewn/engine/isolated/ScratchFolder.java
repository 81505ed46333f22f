package hewn.engine.isolated;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of temporary files that no process survives for long: its lock ends with the process that made it, however
 * that ends, and later processes delete what is not locked.
 *
 * <p>It lies in the system's folder for such, not beside the gateway's data: the path of a socket has to be short.
 */
final class ScratchFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);
    private static final String PREFIX = "hewn-engine";
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private ScratchFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes one, for its owner only. */
    static ScratchFolder make(Path parent) throws IOException {
        while (true) {
            Path folder = Files.createTempDirectory(parent, ownPrefix());
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null && Files.exists(folder.resolve(LOCK))) {
                return new ScratchFolder(folder, channel);
            }
            channel.close(); // somebody swept it away before it was locked
        }
    }

    /** Deletes what processes have left that were killed; what can't be deleted stays for the next time. */
    static void sweep(Path parent) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!isOfThisProcess(folder) && Files.isWritable(folder.resolve(LOCK))) {
                    sweepOne(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException failed) {
            LOG.debug("{} was not swept", parent, failed);
        }
    }

    /** To open and close the lock of such a folder would release it: systems see one owner in a whole process. */
    private static boolean isOfThisProcess(Path folder) {
        return folder.getFileName().toString().startsWith(ownPrefix());
    }

    /** A process's number comes again, but not with the moment at which it began. */
    private static String ownPrefix() {
        ProcessHandle process = ProcessHandle.current();
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return PREFIX + process.pid() + "-" + Long.toString(start, Character.MAX_RADIX) + "-";
    }

    private static void sweepOne(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    Path path() {
        return path;
    }

    /** Deletes it. */
    @Override
    public void close() throws IOException {
        delete(path);
        lock.close();
    }
}
