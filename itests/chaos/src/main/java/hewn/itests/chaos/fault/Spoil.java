package hewn.itests.chaos.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A way in which files go bad. */
enum Spoil {
    FLIPPED("flipped a byte") {
        @Override
        void one(FileChannel file) throws IOException {
            ByteBuffer middle = ByteBuffer.allocate(1);
            long position = file.size() / 2;
            file.read(middle, position);
            file.write(ByteBuffer.wrap(new byte[] {(byte) ~middle.get(0)}), position);
        }
    },
    TRUNCATED("truncated") {
        @Override
        void one(FileChannel file) throws IOException {
            file.truncate(file.size() / 2);
        }
    };

    private final String what;

    Spoil(String what) {
        this.what = what;
    }

    String what() {
        return what;
    }

    abstract void one(FileChannel file) throws IOException;

    /** Spoils every slice of a device. */
    int all(Path slices) throws IOException {
        return except(slices, Set.of());
    }

    /** Spoils the slices of a device that are not named. */
    int except(Path slices, Set<String> digests) throws IOException {
        List<Path> bad;
        try (Stream<Path> held = Files.list(slices)) {
            bad = held.filter(slice -> !digests.contains(slice.getFileName().toString()))
                    .map(slice -> slice.resolve("saved_model.pb"))
                    .filter(Files::isRegularFile)
                    .toList();
        }
        for (Path slice : bad) {
            try (FileChannel file = FileChannel.open(slice, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                one(file);
            }
        }
        return bad.size();
    }
}
