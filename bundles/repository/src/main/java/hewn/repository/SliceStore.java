package hewn.repository;

import hewn.inference.ModelId;
import hewn.inference.Slice;
import hewn.tensor.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Slices on disk, and the records of what they were cut from. A slice stays for as long as one record speaks of it.
 *
 * <p>Safe for use by several threads.
 */
final class SliceStore {
    private final AtomicFolder slices;
    private final AtomicFolder cuts;
    private final SliceFiles files;
    private final Set<Digest> verified = ConcurrentHashMap.newKeySet();

    /** Opens a store and deletes what is not of the given models. */
    SliceStore(Path data, Collection<ModelId> models) throws IOException {
        files = SliceFiles.ofData(data);
        slices = AtomicFolder.open(files.root());
        cuts = AtomicFolder.open(data.resolve("slices").resolve("cuts"));
        Set<Path> kept = models.stream().map(this::records).collect(Collectors.toSet());
        for (Path records : allRecords()) {
            if (!kept.contains(records)) {
                cuts.withdraw(records);
            }
        }
        deleteUnused();
    }

    /** What came of a cut, if it was cut before and is still as it was. */
    Optional<Slice> find(Cut cut) throws IOException {
        Optional<CutRecord> known =
                CutRecord.read(record(cut)).filter(there -> there.cut().equals(cut));
        return known.isPresent() && isWhole(known.get().slice()) ? known.map(CutRecord::slice) : Optional.empty();
    }

    private boolean isWhole(Slice slice) throws IOException {
        Path file = files.file(slice.digest());
        if (!Files.isRegularFile(file) || Files.size(file) != slice.sizeBytes()) {
            return false;
        }
        return verified.contains(slice.digest()) || verify(slice.digest());
    }

    private boolean verify(Digest slice) throws IOException {
        boolean whole = FileDigest.of(files.file(slice)).equals(slice);
        if (whole) {
            verified.add(slice);
        }
        return whole;
    }

    /** A folder to write a slice to; to be discarded by the caller. */
    Path draft() throws IOException {
        return slices.draft();
    }

    /** Deletes a draft if it is still there. */
    void discard(Path draft) {
        slices.discard(draft);
    }

    /** Keeps what came of a cut. */
    synchronized void keep(Cut cut, Slice slice, Path draft) throws IOException {
        try {
            if (!isWhole(slice)) {
                replace(slice, draft);
            }
            remember(new CutRecord(cut, slice));
        } catch (IOException failure) {
            IOException explained = new DiskSpace(slices.root()).explain(failure, "a slice");
            deleteUnused();
            throw explained;
        }
    }

    private void replace(Slice slice, Path draft) throws IOException {
        Path folder = files.folder(slice.digest());
        if (Files.exists(folder)) {
            slices.withdraw(folder);
        }
        slices.publish(draft, folder);
        verified.add(slice.digest());
    }

    private void remember(CutRecord made) throws IOException {
        Path draft = cuts.draft();
        try {
            Path file = draft.resolve("cut.json");
            made.write(file);
            cuts.publish(file, record(made.cut()));
        } finally {
            cuts.discard(draft);
        }
    }

    /** Deletes the slices that were cut from this model alone. */
    synchronized void forget(ModelId model) throws IOException {
        if (Files.exists(records(model))) {
            cuts.withdraw(records(model));
        }
        deleteUnused();
    }

    /** Deletes the slices that are none of these, and forgets that they were cut; tells how many. */
    synchronized int retain(Set<Digest> needed) throws IOException {
        for (Path records : allRecords()) {
            for (Path file : AtomicFolder.visible(records)) {
                if (CutRecord.read(file)
                        .filter(there -> needed.contains(there.slice().digest()))
                        .isEmpty()) {
                    cuts.withdraw(file);
                }
            }
        }
        return deleteUnused();
    }

    private int deleteUnused() throws IOException {
        int deleted = 0;
        Set<String> used = new HashSet<>();
        for (Path records : allRecords()) {
            for (Path file : AtomicFolder.visible(records)) {
                CutRecord.read(file)
                        .ifPresent(there -> used.add(there.slice().digest().hex()));
            }
        }
        for (Path slice : AtomicFolder.visible(slices.root())) {
            String digest = slice.getFileName().toString();
            if (!used.contains(digest)) {
                slices.withdraw(slice);
                verified.removeIf(known -> known.hex().equals(digest));
                deleted++;
            }
        }
        return deleted;
    }

    private List<Path> allRecords() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path name : AtomicFolder.visible(cuts.root())) {
            all.addAll(AtomicFolder.visible(name));
        }
        return all;
    }

    private Path records(ModelId model) {
        return cuts.root().resolve(model.name()).resolve(Long.toString(model.version()));
    }

    private Path record(Cut cut) {
        return records(cut.model()).resolve(cut.fileName());
    }
}
