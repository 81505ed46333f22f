package hewn.agent.slices;

import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import hewn.tensor.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slices on disk, below {@code sha256/}. What is whole was checked against its digest, and is checked again when it
 * is first asked for after a start, or after its file was changed. Parts of downloads survive a restart. Safe for use by
 * several threads.
 */
public final class SliceStore {
    /** What to leave free for others, in bytes. */
    static final long SPARE_BYTES = 16L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(SliceStore.class);

    private final SliceFiles files;
    private final Downloads downloads;
    private final LongSupplier freeBytes;
    private final Map<Digest, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private final Map<Digest, SliceFiles.Stamp> verified = new ConcurrentHashMap<>();

    /**
     * Opens a store, or makes one.
     *
     * @param data the agent's folder
     * @param downloads gets what is not there
     * @param freeBytes what is left on the disk, in bytes
     * @throws IOException if the folder can't be made or read
     */
    public SliceStore(Path data, Downloads downloads, LongSupplier freeBytes) throws IOException {
        this.files = new SliceFiles(Files.createDirectories(data.resolve("sha256")));
        this.downloads = downloads;
        this.freeBytes = freeBytes;
        files.named();
    }

    /**
     * What is on disk, whole.
     *
     * @return the slices, sorted by digest
     */
    public List<Digest> held() {
        try {
            return files.held();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Has a slice on disk; what was damaged there is fetched again. Threads that ask for the same slice at the same time share one download.
     *
     * @param slice its digest
     * @param sizeBytes its size in bytes
     * @param url where it is
     * @return whether it had to be fetched
     * @throws RefusalException if it can't be had
     */
    public boolean fetch(Digest slice, long sizeBytes, String url) throws RefusalException {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> others = underWay.putIfAbsent(slice, mine);
        if (others != null) {
            await(others);
            return true;
        }
        try {
            boolean fetched = !files.isHeld(slice) || isDamaged(slice);
            if (fetched) {
                download(slice, sizeBytes, address(url));
            }
            mine.complete(null);
            return fetched;
        } catch (RefusalException | RuntimeException failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            underWay.remove(slice, mine);
        }
    }

    private static void await(CompletableFuture<Void> download) throws RefusalException {
        try {
            download.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RefusalException refused) {
                throw refused;
            }
            throw failed;
        }
    }

    private static URI address(String url) throws RefusalException {
        try {
            URI address = URI.create(url);
            String scheme = String.valueOf(address.getScheme());
            if (address.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            LOG.debug("not an address", malformed);
        }
        throw new RefusalException(Refusal.BAD_URL, "slices come from an http or https address, but got '" + url + "'");
    }

    private void download(Digest slice, long sizeBytes, URI url) throws RefusalException {
        try {
            requireRoom(sizeBytes - files.partBytes(slice));
            downloads.complete(url, files.part(slice), sizeBytes);
            if (!isRight(slice)) {
                LOG.warn("{} came damaged from {}; getting it once more from the start", slice, url);
                downloads.complete(url, files.part(slice), sizeBytes);
                requireRight(slice, url);
            }
            files.adopt(slice);
            verified.put(slice, files.stamp(slice));
        } catch (IOException failed) {
            throw diskFailed(failed);
        }
    }

    private void requireRight(Digest slice, URI url) throws IOException, RefusalException {
        if (!isRight(slice)) {
            throw new RefusalException(
                    Refusal.DIGEST_MISMATCH,
                    "what " + url + " serves is not " + slice + ", twice; deploy the model again");
        }
    }

    private boolean isRight(Digest slice) throws IOException {
        boolean right = SliceFiles.digest(files.part(slice)).equals(slice);
        if (!right) {
            Files.delete(files.part(slice));
        }
        return right;
    }

    private void requireRoom(long missingBytes) throws RefusalException {
        long free = freeBytes.getAsLong();
        if (missingBytes + SPARE_BYTES > free) {
            throw new RefusalException(
                    Refusal.DISK_FULL,
                    "a slice needs " + missingBytes + " bytes and " + SPARE_BYTES + " to spare, but " + free
                            + " are free at " + files.root()
                            + "; free some space there or give the agent another --data");
        }
    }

    /**
     * The folder of a slice, to be loaded.
     *
     * @param slice its digest
     * @return the folder that holds {@code saved_model.pb}
     * @throws RefusalException if it is not there, or was damaged since it came; then it is deleted
     */
    public Path open(Digest slice) throws RefusalException {
        if (!files.isHeld(slice)) {
            throw new RefusalException(
                    Refusal.SLICE_MISSING, slice + " is not on disk; have it fetched before it is loaded");
        }
        if (isDamaged(slice)) {
            throw new RefusalException(
                    Refusal.DIGEST_MISMATCH,
                    slice + " was damaged on disk and is deleted; have it fetched again, and check the disk");
        }
        return files.folder(slice);
    }

    /** Whether a slice is not what it was; then it is deleted. */
    private boolean isDamaged(Digest slice) throws RefusalException {
        try {
            SliceFiles.Stamp now = files.stamp(slice);
            if (now.equals(verified.get(slice))) {
                return false;
            }
            boolean damaged = !SliceFiles.digest(files.model(slice)).equals(slice);
            if (damaged) {
                LOG.warn("{} was damaged on disk; it is deleted", slice);
                verified.remove(slice);
                files.delete(slice);
            } else {
                verified.put(slice, now);
            }
            return damaged;
        } catch (IOException failed) {
            throw diskFailed(failed);
        }
    }

    /**
     * The size of a slice that is on disk.
     *
     * @param slice its digest
     * @return the size in bytes
     * @throws RefusalException if it is not there
     */
    public long sizeBytes(Digest slice) throws RefusalException {
        try {
            return Files.size(open(slice).resolve(files.model(slice).getFileName()));
        } catch (IOException failed) {
            throw diskFailed(failed);
        }
    }

    /**
     * Deletes slices, and parts of slices that are not being fetched.
     *
     * @param keep what stays
     * @return what was deleted
     * @throws RefusalException if the disk fails
     */
    public List<Digest> prune(Set<Digest> keep) throws RefusalException {
        List<Digest> deleted = new ArrayList<>();
        try {
            for (Digest slice : files.named()) {
                if (!keep.contains(slice) && !underWay.containsKey(slice)) {
                    verified.remove(slice);
                    files.delete(slice);
                    deleted.add(slice);
                }
            }
            return deleted;
        } catch (IOException failed) {
            throw diskFailed(failed);
        }
    }

    private RefusalException diskFailed(IOException why) {
        if (Downloads.isFull(why)) {
            return new RefusalException(
                    Refusal.DISK_FULL,
                    "the disk is full at " + files.root() + "; free some space there or give the agent another --data",
                    why);
        }
        return new RefusalException(
                Refusal.DISK_FAILED, "can't use the disk at " + files.root() + ": " + why + "; check the disk", why);
    }
}
