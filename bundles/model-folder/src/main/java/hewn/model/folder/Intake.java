package hewn.model.folder;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.pipeline.Deployments;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Hands folders to the repository that came to rest and are complete.
 *
 * <p>The repository copies a folder, reads the copy and keeps it only if it is a whole model. What changed while it was
 * copied might be a mixture, and is withdrawn.
 */
final class Intake {
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    private final ModelRepository repository;
    private final Deployments deployments;
    private final FolderDeployments served;
    private final Duration settle;

    Intake(ModelRepository repository, Deployments deployments, FolderDeployments served, Duration settle) {
        this.repository = repository;
        this.deployments = deployments;
        this.served = served;
        this.settle = settle;
    }

    /**
     * Hands a folder in if that is due.
     *
     * @return whether the repository has its model
     */
    boolean take(VersionFolder folder, long nowNanos) {
        if (folder.isContested() && !repository.list().contains(folder.id())) {
            folder.free(nowNanos);
        }
        if (folder.isToBeJudged(nowNanos)) {
            judge(folder, folder.state().orElseThrow(), nowNanos);
        }
        return folder.isTaken();
    }

    /** How somebody who undeployed a version has it served again. */
    String wayBackIn(ModelId id) {
        String undeployed = "is not deployed, for '" + id.name() + "' was undeployed; ";
        String version = " --model " + id.name() + " --model-version " + id.version() + "'";
        return repository.list().contains(id)
                ? undeployed + "'hewn deploy" + version + " deploys it again"
                : undeployed + "its version was removed from the repository, too: 'hewn deploy PATH" + version
                        + " with this folder's path deploys it again";
    }

    private void judge(VersionFolder folder, FolderState state, long nowNanos) {
        Optional<String> missing = SavedModelParts.missing(state);
        if (missing.isPresent()) {
            folder.refuse("is not deployed: " + missing.get() + " is missing or empty. Copy the whole model; best to a"
                    + " name that ends in .tmp, which is then renamed");
        } else if (isKeptAs(folder.id(), state)) {
            folder.take();
        } else {
            handIn(folder, state, nowNanos);
        }
    }

    private boolean isKeptAs(ModelId id, FolderState state) {
        return repository.list().contains(id)
                && served.remembered(id)
                        .filter(model -> model.fingerprint().equals(state.fingerprint()))
                        .isPresent();
    }

    private void handIn(VersionFolder folder, FolderState state, long nowNanos) {
        boolean known = repository.list().contains(folder.id());
        try {
            repository.add(folder.id(), folder.path());
            if (isStill(folder, state)) {
                folder.take();
                if (!known) {
                    served.handedIn(folder.id(), state.fingerprint());
                }
            } else {
                withdraw(folder, known, nowNanos);
            }
        } catch (ModelException refused) {
            refuse(folder, known, Advice.of(refused));
        } catch (IOException failed) {
            folder.postpone(
                    "can't be copied (" + failed.getMessage() + "), and is tried again in a while",
                    VersionFolder.after(nowNanos, PAUSE_AFTER_FAILURE));
        }
    }

    private static boolean isStill(VersionFolder folder, FolderState state) {
        try {
            return FolderState.read(folder.path()).equals(state);
        } catch (IOException gone) {
            return false;
        }
    }

    private void withdraw(VersionFolder folder, boolean known, long nowNanos) throws IOException {
        if (!known && !deployments.uses(folder.id())) {
            repository.remove(folder.id());
        }
        folder.unrest(VersionFolder.after(nowNanos, settle));
    }

    private static void refuse(VersionFolder folder, boolean known, String fault) {
        ModelId id = folder.id();
        if (known) {
            folder.contest("is not taken, and version " + id.version() + " of '" + id.name()
                    + "' in the repository stays as it is, for versions never change: give the new files a number of their"
                    + " own (" + fault + ")");
        } else {
            folder.refuse("is not deployed: " + fault + " It is tried again when it changes");
        }
    }
}
