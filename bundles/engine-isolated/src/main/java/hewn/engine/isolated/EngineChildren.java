package hewn.engine.isolated;

import com.sun.management.OperatingSystemMXBean;
import hewn.inference.EngineException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The engine's processes, and how many models each has: a new model goes where the fewest are. Safe for use by several
 * threads.
 */
final class EngineChildren implements AutoCloseable {
    private static final int MOST = 2;

    /** How a process comes to be. */
    interface Starter {
        /** A process that is ready. */
        EngineChild start() throws EngineException;
    }

    /** A process, and what it has to do. Guarded by the children. */
    private static final class Member {
        private final EngineChild child;
        private int models;
        private Future<?> end = CompletableFuture.completedFuture(null);

        Member(EngineChild child) {
            this.child = child;
        }

        int models() {
            return models;
        }
    }

    private final Starter starter;
    private final ScheduledExecutorService timer;
    private final Duration linger;
    private final List<Member> members = new ArrayList<>(); // guarded by this, like all below
    private boolean closed;

    /**
     * No process yet.
     *
     * @param starter starts one
     * @param timer ends those that are not used
     * @param linger how long one stays without any model
     */
    EngineChildren(Starter starter, ScheduledExecutorService timer, Duration linger) {
        this.starter = starter;
        this.timer = timer;
        this.linger = linger;
    }

    /**
     * How many processes the memory of this machine, or of the container that this process is in, has room for.
     *
     * @param memoryBytes what each may take
     * @return 1 or 2
     */
    static int fitting(long memoryBytes) {
        long all =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return (int) Math.max(1, Math.min(MOST, all / memoryBytes));
    }

    /**
     * A process for one more model: one that has none, a new one, or that which has the fewest.
     *
     * @param most how many processes there may be
     * @return the process, to be released
     * @throws EngineException if it can't be started
     */
    synchronized EngineChild acquire(int most) throws EngineException {
        if (closed) {
            throw new EngineException("the isolated engine is closed");
        }
        removeDead();
        Optional<Member> idlest = members.stream().min(Comparator.comparingInt(Member::models));
        boolean isNew = idlest.filter(member -> member.models == 0 || members.size() >= most)
                .isEmpty();
        Member user = isNew ? start() : idlest.get();
        user.models++;
        user.end.cancel(false);
        return user.child;
    }

    private void removeDead() {
        List<Member> dead =
                members.stream().filter(member -> !member.child.isAlive()).toList();
        dead.forEach(member -> member.child.close());
        members.removeAll(dead);
    }

    private Member start() throws EngineException {
        Member member = new Member(starter.start());
        members.add(member);
        return member;
    }

    /**
     * A model is gone; the process ends some time after its last one.
     *
     * @param child had the model
     */
    synchronized void release(EngineChild child) {
        members.stream()
                .filter(member -> member.child.equals(child))
                .findFirst()
                .filter(member -> --member.models == 0)
                .ifPresent(member ->
                        member.end = timer.schedule(() -> endUnused(member), linger.toNanos(), TimeUnit.NANOSECONDS));
    }

    private synchronized void endUnused(Member member) {
        if (member.models == 0 && members.remove(member)) {
            member.child.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        members.forEach(member -> member.child.close());
        members.clear();
    }
}
