package hewn.cli.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs a folder while it is read: nothing is written to disk. */
final class FolderZip {
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final List<Path> files;

    private FolderZip(Path folder, List<Path> files) {
        this.folder = folder;
        this.files = files;
    }

    static FolderZip of(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return new FolderZip(
                    folder, all.filter(Files::isRegularFile).sorted().toList());
        } catch (UncheckedIOException failed) { // such as a link that leads back to where it is
            throw failed.getCause();
        }
    }

    /** The size of all files, unpacked. */
    long sizeBytes() throws IOException {
        long size = 0;
        for (Path file : files) {
            size += Files.size(file);
        }
        return size;
    }

    /** The archive, packed by a thread of its own; a file that can't be read fails the reader. */
    InputStream open(LongConsumer progress) {
        Pipe pipe = new Pipe();
        Thread packer = new Thread(() -> pipe.fill(out -> pack(out, progress)), "hewn-zip");
        packer.setDaemon(true);
        packer.start();
        return pipe;
    }

    private void pack(OutputStream out, LongConsumer progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long done = 0;
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED); // weights hardly shrink
        for (Path file : files) {
            zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
            try (InputStream in = Files.newInputStream(file)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    zip.write(buffer, 0, n);
                    done += n;
                    progress.accept(done);
                }
            }
        }
        zip.finish();
    }

    /** What one thread writes and another reads; a failure of the writer reaches the reader. */
    private static final class Pipe extends FilterInputStream {
        private final PipedOutputStream end;
        private volatile IOException failure;

        Pipe() {
            super(new PipedInputStream(BUFFER));
            end = new PipedOutputStream();
            try {
                end.connect((PipedInputStream) in);
            } catch (IOException impossible) {
                throw new IllegalStateException("a new pipe can be connected", impossible);
            }
        }

        void fill(Writer writer) {
            try (end) {
                fillOpen(writer);
            } catch (IOException gone) {
                failure = gone;
            }
        }

        /** The failure must be known before the end of the pipe is seen. */
        private void fillOpen(Writer writer) {
            try {
                writer.write(end);
            } catch (IOException failed) {
                failure = failed;
            }
        }

        @Override
        public int read() throws IOException {
            return checked(super.read());
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return checked(super.read(buffer, offset, length));
        }

        private int checked(int n) throws IOException {
            if (n < 0 && failure != null) {
                throw failure;
            }
            return n;
        }
    }

    /** What fills a pipe. */
    private interface Writer {
        void write(OutputStream out) throws IOException;
    }
}
