package hewn.deployer.generation;

import hewn.fleet.DeviceId;
import hewn.pipeline.DeploymentRequest;
import hewn.placement.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is wanted of a deployment, and what serves it. Its monitor guards it, and what the parts of its deployment keep
 * besides.
 */
public final class DeploymentState {
    private DeploymentRequest wanted;
    private Optional<Active> active = Optional.empty();
    private List<Stage> places = List.of();
    private boolean closed;
    private final Set<Active> leaving = new HashSet<>();

    public DeploymentState(DeploymentRequest wanted) {
        this.wanted = wanted;
    }

    public synchronized DeploymentRequest wanted() {
        return wanted;
    }

    public synchronized Optional<Active> active() {
        return active;
    }

    /** Where it serves or last served. */
    public synchronized List<Stage> places() {
        return places;
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    public synchronized boolean isServing() {
        return active.map(Active::isServing).orElse(false);
    }

    public synchronized boolean uses(DeviceId device) {
        return active.map(a -> a.uses(device)).orElse(false);
    }

    /** It serves, or last served, there. */
    public synchronized void remember(List<Stage> stages) {
        places = stages;
    }

    public synchronized void adopt(Active adopted) {
        active = Optional.of(adopted);
    }

    /** What serves from now on. */
    public synchronized void switchTo(DeploymentRequest request, Active next, List<Stage> stages) {
        wanted = request;
        active = Optional.of(next);
        places = stages;
    }

    /** Nothing serves it any more. */
    public synchronized Optional<Active> end() {
        Optional<Active> ended = active;
        active = Optional.empty();
        return ended;
    }

    /** It finishes the requests that it has. */
    public synchronized void leave(Active former) {
        leaving.add(former);
    }

    /** It has no more requests. */
    public synchronized void left(Active former) {
        leaving.remove(former);
    }

    /** What still has requests of its own, and needs a device for them. */
    public synchronized List<Active> leaving(DeviceId device) {
        return leaving.stream().filter(former -> former.uses(device)).toList();
    }

    public synchronized void close() {
        closed = true;
    }
}
