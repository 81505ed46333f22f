package hewn.deployer.queue;

import hewn.deployer.generation.DeploymentState;
import hewn.deployer.rollout.RolloutAttempt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a deployment does next: one thing at a time, on a thread of its own. What concerns what serves goes before an order,
 * and that before what nobody waits for; what is under way gives way where it can. One order waits at most, the newest.
 */
public final class RolloutQueue implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutQueue.class);

    private final DeploymentState state;
    private final ExecutorService executor;

    // Guarded by the state.
    private final List<Turn> waiting = new ArrayList<>();
    private Optional<UnderWay> underWay = Optional.empty();

    /** The turn that a thread has. Guarded by the state. */
    private static final class UnderWay {
        private final Turn turn;
        private final Thread thread;
        private boolean isInterrupted;

        UnderWay(Turn turn, Thread thread) {
            this.turn = turn;
            this.thread = thread;
        }

        void giveWay() {
            turn.giveWay(() -> {
                isInterrupted = true;
                thread.interrupt();
            });
        }
    }

    /**
     * Nothing is to be done yet.
     *
     * @param state of the deployment
     */
    public RolloutQueue(DeploymentState state) {
        this.state = state;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "rollout-" + state.wanted().model().name());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Something concerns what serves. */
    @Override
    public void execute(Runnable task) {
        first(Turn.repair(task));
    }

    /**
     * It is done as soon as what it goes before has given way. What waits already is done once.
     *
     * @param turn what is to be done
     */
    public void first(Turn turn) {
        synchronized (state) {
            add(turn);
            underWay.filter(now -> turn.rank().compareTo(now.turn.rank()) < 0).ifPresent(UnderWay::giveWay);
        }
    }

    /**
     * It is done once what is under way has ended, before what it goes before. What waits already is done once.
     *
     * @param turn what is to be done
     */
    public void next(Turn turn) {
        synchronized (state) {
            add(turn);
        }
    }

    /**
     * If it waits, it is done as soon as what it goes before has given way; if it is under way, it is done once more.
     *
     * @param turn what may wait or be under way
     * @return whether it does, or is
     */
    public boolean urge(Turn turn) {
        synchronized (state) {
            boolean isHeld = holds(turn);
            if (isHeld) {
                first(turn);
            }
            return isHeld;
        }
    }

    private void add(Turn turn) {
        if (!state.isClosed() && !waiting.contains(turn)) {
            waiting.add(turn);
            executor.execute(this::takeTurn);
        }
    }

    /**
     * Of this order and another one that waits, the newer one is carried out, and the other one ends.
     *
     * @param order what somebody wants; it ends at once if the deployment is closed
     */
    public void order(OrderTurn order) {
        synchronized (state) {
            if (state.isClosed()) {
                order.end(RolloutAttempt.cancelled());
                return;
            }
            Optional<OrderTurn> other = orders(waiting.stream()).findFirst();
            if (other.filter(waits -> waits.isNewerThan(order)).isPresent()) {
                order.replacedBy(other.get());
            } else {
                other.ifPresent(former -> replace(former, order));
                first(order);
            }
        }
    }

    private void replace(OrderTurn former, OrderTurn order) {
        waiting.remove(former);
        former.replacedBy(order);
    }

    private static Stream<OrderTurn> orders(Stream<Turn> turns) {
        return turns.filter(OrderTurn.class::isInstance).map(OrderTurn.class::cast);
    }

    /**
     * What was ordered and neither serves yet nor has failed.
     *
     * @return two at most, the newest last
     */
    public List<OrderTurn> ordered() {
        synchronized (state) {
            Stream<Turn> first = underWay.map(now -> now.turn).stream();
            return orders(Stream.concat(first, waiting.stream()))
                    .filter(OrderTurn::isOnItsWay)
                    .toList();
        }
    }

    /**
     * Whether it waits or is under way.
     *
     * @param turn what was to be done
     * @return false once it was done, or dropped
     */
    public boolean holds(Turn turn) {
        synchronized (state) {
            return waiting.contains(turn)
                    || underWay.filter(now -> now.turn.equals(turn)).isPresent();
        }
    }

    /**
     * It is not to be done any more: it leaves the queue, or gives way where it can.
     *
     * @param turn what was to be done
     */
    public void drop(Turn turn) {
        synchronized (state) {
            waiting.remove(turn);
            underWay.filter(now -> now.turn.equals(turn)).ifPresent(UnderWay::giveWay);
        }
    }

    /**
     * Asked by the turn that is under way.
     *
     * @return whether it was interrupted to give way, so that whatever failed did by that
     */
    public boolean isGivingWay() {
        synchronized (state) {
            return underWay.filter(now -> now.isInterrupted).isPresent();
        }
    }

    private void takeTurn() {
        Optional<Turn> next = begin();
        try {
            next.ifPresent(Turn::run);
        } catch (RuntimeException bug) { // the next turn is not to suffer
            LOG.error("A turn of {} failed", state.wanted().model(), bug);
        } finally {
            end();
        }
    }

    private Optional<Turn> begin() {
        synchronized (state) {
            Optional<Turn> next =
                    state.isClosed() ? Optional.empty() : waiting.stream().min(Comparator.comparing(Turn::rank));
            next.ifPresent(waiting::remove);
            underWay = next.map(turn -> new UnderWay(turn, Thread.currentThread()));
            return next;
        }
    }

    private void end() {
        synchronized (state) {
            underWay = Optional.empty();
            Thread.interrupted(); // it was meant for the turn that has ended
        }
    }

    /** To be called when the deployment is closed, so that nothing else begins: what is under way is interrupted. */
    public void close() {
        executor.shutdownNow();
    }

    /** To be called when it was closed: what waits comes to nothing. */
    public void cancelOrders() {
        synchronized (state) {
            orders(List.copyOf(waiting).stream()).forEach(order -> order.end(RolloutAttempt.cancelled()));
            waiting.clear();
        }
    }
}
