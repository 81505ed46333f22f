package hewn.model.folder;

import hewn.inference.ModelId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The folder of one version, as it was seen over time. Not safe for use by several threads.
 *
 * <p>It is at rest once two looks, at least the time to settle apart, and all between them, show the same: that it is gone,
 * too.
 */
final class VersionFolder {
    private final ModelId id;
    private final Path path;
    private Optional<FolderState> state = Optional.empty();
    private long restsFromNanos;
    private boolean judged;
    private boolean taken;
    private boolean contested;
    private Optional<String> fault = Optional.empty();

    /**
     * A folder that was not seen yet.
     *
     * @param taken whether the repository has its model, by an earlier run
     */
    VersionFolder(ModelId id, Path path, boolean taken, long restsFromNanos) {
        this.id = id;
        this.path = path;
        this.taken = taken;
        this.restsFromNanos = restsFromNanos;
    }

    ModelId id() {
        return id;
    }

    Path path() {
        return path;
    }

    /** What it was like at the last look; empty if it was not there. */
    Optional<FolderState> state() {
        return state;
    }

    /** A look. */
    void see(Optional<FolderState> now, long restsFromNanosIfChanged) {
        if (!state.equals(now)) {
            state = now;
            unrest(restsFromNanosIfChanged);
        }
    }

    /** It changes, or can't be judged now. */
    void unrest(long untilNanos) {
        restsFromNanos = untilNanos;
        judged = false;
        contested = false;
        fault = Optional.empty();
    }

    private boolean rests(long nowNanos) {
        return nowNanos - restsFromNanos >= 0;
    }

    boolean isGone(long nowNanos) {
        return state.isEmpty() && rests(nowNanos);
    }

    /** Whether it came to rest and was not judged as it is now. */
    boolean isToBeJudged(long nowNanos) {
        return state.isPresent() && !judged && rests(nowNanos);
    }

    /** The repository has its model. */
    void take() {
        judged = true;
        taken = true;
        fault = Optional.empty();
    }

    /** It is not fit as it is; what was taken of it before stays taken. */
    void refuse(String why) {
        judged = true;
        fault = Optional.of(why);
    }

    /** It is not taken, for the repository has its version already, which stays as it is. */
    void contest(String why) {
        refuse(why);
        contested = true;
    }

    /** Whether it was not taken only because of what the repository had. */
    boolean isContested() {
        return contested;
    }

    /** The repository has nothing of its version any more, so that it is to be judged anew, at once. */
    void free(long nowNanos) {
        taken = false;
        unrest(nowNanos);
    }

    /** Something else than the model is wrong, and may be right later. */
    void postpone(String why, long untilNanos) {
        unrest(untilNanos);
        fault = Optional.of(why);
    }

    /** Whether the repository has its model. */
    boolean isTaken() {
        return taken;
    }

    /** Whether it is at rest, and is what the repository has. */
    boolean isFit() {
        return state.isPresent() && judged && taken && fault.isEmpty();
    }

    /** What is wrong with it and what to do. */
    Optional<String> fault() {
        return fault;
    }

    static long after(long nowNanos, Duration time) {
        return nowNanos + time.toNanos();
    }
}
