package hewn.serving.start;

import hewn.pipeline.Deployments;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What deploys models, which comes and goes while requests are answered. Safe for use by several threads.
 */
public final class PresentDeployments implements Supplier<Optional<Deployments>> {
    private final AtomicReference<Optional<Deployments>> present = new AtomicReference<>(Optional.empty());

    /** Begins without any. */
    public PresentDeployments() {}

    /**
     * It is there.
     *
     * @param deployments takes the place of what was there
     */
    public void come(Deployments deployments) {
        present.set(Optional.of(deployments));
    }

    /**
     * It is gone.
     *
     * @param deployments nothing happens if something else has taken its place
     */
    public void go(Deployments deployments) {
        present.updateAndGet(now -> now.filter(other -> other != deployments));
    }

    @Override
    public Optional<Deployments> get() {
        return present.get();
    }
}
