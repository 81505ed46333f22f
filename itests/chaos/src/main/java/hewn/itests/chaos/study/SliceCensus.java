package hewn.itests.chaos.study;

import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What lies on the disks of all devices at one moment.
 *
 * @param files when each was written last
 * @param sizes of each, in bytes
 */
record SliceCensus(Map<Path, FileTime> files, Map<Path, Long> sizes) {
    static SliceCensus of(ChaosSite site) throws IOException {
        SliceCensus census = new SliceCensus(new HashMap<>(), new HashMap<>());
        for (Device device : site.devices()) {
            census.count(device.slices());
        }
        return census;
    }

    private void count(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).forEach(this::add);
        } catch (UncheckedIOException removed) {
            if (!(removed.getCause() instanceof NoSuchFileException)) {
                throw removed;
            }
        }
    }

    private void add(Path file) {
        try {
            files.put(file, Files.getLastModifiedTime(file));
            sizes.put(file, Files.size(file));
        } catch (NoSuchFileException removed) {
            files.remove(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** How many bytes came to the devices since another census was made. */
    long bytesSince(SliceCensus before) {
        return sizes.entrySet().stream()
                .filter(file -> !files.get(file.getKey()).equals(before.files.get(file.getKey())))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
