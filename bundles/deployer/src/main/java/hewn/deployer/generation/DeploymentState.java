package hewn.deployer.generation;

import hewn.fleet.DeviceId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments.Order;
import hewn.placement.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is wanted of a deployment, and what serves it. Its monitor guards it, and what the parts of its deployment keep
 * besides.
 */
public final class DeploymentState {
    private DeploymentRequest wanted;
    private Optional<Active> active = Optional.empty();
    private List<Stage> places = List.of();
    private OptionalLong order = OptionalLong.empty();
    private boolean closed;
    private final Set<Active> leaving = new HashSet<>();

    /**
     * Nothing serves yet.
     *
     * @param wanted what is to serve
     */
    public DeploymentState(DeploymentRequest wanted) {
        this.wanted = wanted;
    }

    /**
     * What is wanted now.
     *
     * @return what serves, served last or is to serve first
     */
    public synchronized DeploymentRequest wanted() {
        return wanted;
    }

    /**
     * What is switched to now, be it degraded.
     *
     * @return it; empty if nothing is
     */
    public synchronized Optional<Active> active() {
        return active;
    }

    /**
     * What serves was ordered.
     *
     * @param generation that was begun for the order
     */
    public synchronized void ordered(long generation) {
        order = OptionalLong.of(generation);
    }

    /**
     * The order by which it serves, or is to again.
     *
     * @return it; empty if it never served
     */
    public synchronized Optional<Order> order() {
        return order.stream()
                .mapToObj(generation -> new Order(generation, wanted.model()))
                .findFirst();
    }

    /**
     * Where it serves or last served.
     *
     * @return its stages in order; empty if it never served
     */
    public synchronized List<Stage> places() {
        return places;
    }

    /**
     * Whether nothing more is to begin.
     *
     * @return true from {@link #close} on
     */
    public synchronized boolean isClosed() {
        return closed;
    }

    /**
     * Whether requests are answered.
     *
     * @return true if something is switched to that serves
     */
    public synchronized boolean isServing() {
        return active.map(Active::isServing).orElse(false);
    }

    /**
     * Whether what is switched to runs on a device.
     *
     * @param device which one
     * @return true if a stage of it does
     */
    public synchronized boolean uses(DeviceId device) {
        return active.map(a -> a.uses(device)).orElse(false);
    }

    /**
     * It serves, or last served, there.
     *
     * @param stages where
     */
    public synchronized void remember(List<Stage> stages) {
        places = stages;
    }

    /**
     * It went on serving what is wanted, where that last served.
     *
     * @param adopted what serves
     */
    public synchronized void adopt(Active adopted) {
        active = Optional.of(adopted);
    }

    /**
     * What serves from now on.
     *
     * @param request what is wanted
     * @param next what serves it
     * @param stages where
     */
    public synchronized void switchTo(DeploymentRequest request, Active next, List<Stage> stages) {
        wanted = request;
        active = Optional.of(next);
        places = stages;
    }

    /**
     * Nothing serves it any more.
     *
     * @return what served; empty if nothing did
     */
    public synchronized Optional<Active> end() {
        Optional<Active> ended = active;
        active = Optional.empty();
        return ended;
    }

    /**
     * It finishes the requests that it has.
     *
     * @param former which served
     */
    public synchronized void leave(Active former) {
        leaving.add(former);
    }

    /**
     * It has no more requests.
     *
     * @param former which served
     */
    public synchronized void left(Active former) {
        leaving.remove(former);
    }

    /**
     * What still has requests of its own, and needs a device for them.
     *
     * @param device which one
     * @return what runs on it, in no order
     */
    public synchronized List<Active> leaving(DeviceId device) {
        return leaving.stream().filter(former -> former.uses(device)).toList();
    }

    /**
     * Nothing more is to begin.
     */
    public synchronized void close() {
        closed = true;
    }
}
