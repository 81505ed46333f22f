package hewn.model.folder;

import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.pipeline.Deployments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A folder of models, looked at again and again. Not safe for use by several threads.
 */
final class ModelFolder {
    private final FolderSettings settings;
    private final FolderDeployments served;
    private final Intake intake;
    private final LongSupplier nanos;
    private final Faults faults;
    private final Faults notes;
    private final Map<ModelId, VersionFolder> versions = new HashMap<>();
    /** Where models were seen last: what is missing elsewhere was not removed. */
    private Optional<Object> rootOfModels = Optional.empty();

    /**
     * A folder that need not be there yet.
     *
     * @param nanos a clock that never goes back, in nanoseconds
     * @param faults is told what is wrong
     * @param notes is told what is not deployed though nothing is wrong
     */
    ModelFolder(
            FolderSettings settings,
            ModelRepository repository,
            Deployments deployments,
            FolderDeployments served,
            LongSupplier nanos,
            Faults faults,
            Faults notes) {
        this.settings = settings;
        this.served = served;
        this.intake = new Intake(repository, deployments, served, settings.settle());
        this.nanos = nanos;
        this.faults = faults;
        this.notes = notes;
        long rest = VersionFolder.after(nanos.getAsLong(), settings.settle());
        served.remembered().forEach(id -> versions.put(id, track(id, rest)));
    }

    /** Looks what is there, and does what that asks for. */
    void scan() {
        long now = nanos.getAsLong();
        try {
            ModelTree tree = new ModelTree(settings.folder());
            Object root = key(settings.folder());
            if (!tree.isEmpty()) {
                rootOfModels = Optional.of(root);
            }
            boolean isSame = rootOfModels.filter(root::equals).isPresent();
            look(tree, now);
            if (isSame) {
                served.look(Set.copyOf(versions.keySet()));
            }
            Map<Path, String> failed = new HashMap<>();
            for (String model : models()) {
                if (!tree.isUnreadable(model)) {
                    decide(model, isSame, now)
                            .ifPresent(fault -> failed.put(settings.folder().resolve(model), fault));
                }
            }
            failed.putAll(faultsOf(tree, isSame));
            faults.become(failed);
            notes.become(ended());
        } catch (NoSuchFileException absent) {
            faults.become(isMissed() ? Map.of(settings.folder(), words(absent)) : Map.of());
        } catch (IOException unreadable) {
            faults.become(Map.of(settings.folder(), words(unreadable)));
        }
    }

    /** Whether models came from the folder before: until then it need not exist. */
    private boolean isMissed() {
        return rootOfModels.isPresent() || !served.models().isEmpty();
    }

    /** Another one once something else is mounted there, or nothing any more. */
    private static Object key(Path folder) throws IOException {
        Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
        return key == null ? folder : key;
    }

    private static String words(IOException unreadable) {
        if (unreadable instanceof NotDirectoryException) {
            return "is a file, and no folder, so that no model is deployed from it: name the folder of NAME/VERSION/";
        }
        return unreadable instanceof NoSuchFileException
                ? "is not there, so that no model is deployed from it and what serves is left alone: make it or mount it"
                : "can't be read (" + unreadable + "): let the gateway's user read it";
    }

    private void look(ModelTree tree, long now) {
        long rest = VersionFolder.after(now, settings.settle());
        tree.versions().forEach((id, path) -> versions.computeIfAbsent(id, absent -> track(absent, rest)));
        versions.values().stream()
                .filter(version -> !tree.isUnreadable(version.id().name()))
                .forEach(version -> look(version, tree.versions().containsKey(version.id()), rest));
        versions.values().removeIf(version -> version.isGone(now));
    }

    private VersionFolder track(ModelId id, long rest) {
        return new VersionFolder(id, path(id), served.remembered(id).isPresent(), rest);
    }

    private Path path(ModelId id) {
        return settings.folder().resolve(id.name()).resolve(Long.toString(id.version()));
    }

    private static void look(VersionFolder version, boolean isThere, long rest) {
        try {
            version.see(isThere ? Optional.of(FolderState.read(version.path())) : Optional.empty(), rest);
        } catch (NoSuchFileException changing) {
            version.unrest(rest);
        } catch (IOException unreadable) {
            version.postpone(words(unreadable), rest);
        }
    }

    private SortedSet<String> models() {
        SortedSet<String> names = new TreeSet<>(served.models());
        versions.keySet().forEach(id -> names.add(id.name()));
        return names;
    }

    /** What is wrong with one model must not keep the others from being served. */
    private Optional<String> decide(String model, boolean isSameRoot, long now) {
        try {
            decide(model, now, isSameRoot);
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError defect) { // a model may be hostile
            return Optional.of("could not be looked at (" + defect + "); move it away if that does not pass");
        }
    }

    private void decide(String model, long now, boolean isSameRoot) {
        Map<Long, VersionFolder> there = versions.values().stream()
                .filter(version -> version.id().name().equals(model))
                .collect(Collectors.toMap(version -> version.id().version(), Function.identity()));
        if (there.isEmpty() && isSameRoot) {
            served.end(model);
        }
        newestTaken(model, there, now)
                .filter(VersionFolder::isFit)
                .ifPresent(best ->
                        served.want(best.id(), best.state().orElseThrow().fingerprint()));
    }

    private Optional<VersionFolder> newestTaken(String model, Map<Long, VersionFolder> there, long now) {
        Optional<VersionFolder> newest = Optional.empty();
        for (Long version : settings.policy().candidates(model, there.keySet())) {
            VersionFolder folder = Objects.requireNonNull(there.get(version));
            boolean taken = intake.take(folder, now);
            if (taken && newest.isEmpty()) {
                newest = Optional.of(folder);
            }
            if (taken && !settings.policy().takesAll()) {
                break;
            }
        }
        return newest;
    }

    /** What lies here and is not served, for somebody undeployed it. */
    private Map<Path, String> ended() {
        return versions.values().stream()
                .filter(VersionFolder::isFit)
                .filter(version -> served.isEnded(version.id()))
                .collect(Collectors.toMap(VersionFolder::path, version -> intake.wayBackIn(version.id())));
    }

    private Map<Path, String> faultsOf(ModelTree tree, boolean isSameRoot) {
        Map<Path, String> all = new HashMap<>(tree.faults());
        versions.values().forEach(version -> version.fault().ifPresent(fault -> all.put(version.path(), fault)));
        served.faults().forEach((id, fault) -> all.put(path(id), fault));
        served.faultsOfReturns()
                .forEach((name, fault) -> all.put(settings.folder().resolve(name), fault));
        if (!isSameRoot && !served.models().isEmpty()) {
            all.put(
                    settings.folder(),
                    "is empty, though models were deployed from it, which go on serving: if that is right, end them by"
                            + " 'hewn undeploy', else mount what belongs there");
        }
        return all;
    }
}
