package hewn.agent.emulation.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A timer that a test moves; what is due at the same moment runs in the order in which it was scheduled. */
final class HandTimer implements SlowLane.Timer {
    private final List<Alarm> alarms = new ArrayList<>();
    private long now;

    private record Alarm(long at, Runnable task) {}

    @Override
    public long getAsLong() {
        return now;
    }

    @Override
    public void schedule(Runnable task, long delayNanos) {
        alarms.add(new Alarm(now + Math.max(0, delayNanos), task));
    }

    /** Runs what is due until then, each at its moment. */
    void moveTo(long moment) {
        while (!alarms.isEmpty() && next().at() <= moment) {
            Alarm due = next();
            alarms.remove(due);
            now = due.at();
            due.task().run();
        }
        now = moment;
    }

    /** Stands still, and runs what is due only at the end. */
    void oversleepTo(long moment) {
        now = moment;
        while (!alarms.isEmpty() && next().at() <= moment) {
            Alarm due = next();
            alarms.remove(due);
            due.task().run();
        }
    }

    private Alarm next() {
        return alarms.stream().min(Comparator.comparingLong(Alarm::at)).orElseThrow();
    }
}
