package hewn.model.folder;

import hewn.inference.ModelId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A gateway that watches a folder, with a clock that a test moves. */
final class Gateway {
    static final Duration SETTLE = Duration.ofSeconds(2);

    private final Path data;
    private final Path root;
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // a clock may overflow
    private final AtomicLong arrivals = new AtomicLong();
    private final List<String> log = new ArrayList<>();
    private final List<String> noted = new ArrayList<>();
    private final FakeRepository repository = new FakeRepository();
    private final FakeDeployments deployments = new FakeDeployments();
    private VersionPolicy policy = new VersionPolicy.Latest();
    private Faults faults;
    private Faults notes;
    private ModelFolder folder;

    Gateway(Path data, Path root) {
        this.data = data;
        this.root = root;
        restart();
    }

    /** As after a restart: what serves was brought back. */
    void restart() {
        FolderMemory memory = new FolderMemory(data.resolve("memory.properties"), root);
        faults = new Faults((path, fault) -> log.add(root.getParent().relativize(path) + " " + fault));
        notes = new Faults((path, note) -> noted.add(root.getParent().relativize(path) + " " + note));
        folder = new ModelFolder(
                new FolderSettings(root, Duration.ofSeconds(1), SETTLE, policy),
                repository,
                deployments,
                new FolderDeployments(repository, deployments, memory, arrivals::get),
                nanos::get,
                faults,
                notes);
    }

    void restart(VersionPolicy other) {
        policy = other;
        restart();
    }

    void scan() {
        folder.scan();
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Looks until everything has come to rest, and what that led to was seen. */
    void settle() {
        scan();
        pass(SETTLE);
        scan();
        scan();
    }

    void deviceJoins() {
        arrivals.incrementAndGet();
    }

    Path version(String model, long version) {
        return root.resolve(model).resolve(Long.toString(version));
    }

    /** Puts a whole model into the folder. */
    void put(String model, long version) {
        ModelFiles.write(version(model, version), ModelFiles.whole(model + version));
    }

    FakeRepository repository() {
        return repository;
    }

    FakeDeployments deployments() {
        return deployments;
    }

    List<ModelId> ordered() {
        return deployments.orders().stream().map(request -> request.model()).toList();
    }

    Map<Path, String> faults() {
        return faults.now();
    }

    Map<Path, String> notes() {
        return notes.now();
    }

    /** What was noted since this was asked last. */
    List<String> noted() {
        List<String> since = List.copyOf(noted);
        noted.clear();
        return since;
    }

    /** What was logged since this was asked last. */
    List<String> log() {
        List<String> since = List.copyOf(log);
        log.clear();
        return since;
    }
}
