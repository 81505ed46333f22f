package hewn.itests.chaos.history;

import java.util.List;
import java.util.Optional;

/**
 * One line of a schedule: a fault as it went. Moments are those of the history.
 *
 * @param number its place in the schedule, from 1
 * @param kind what it was
 * @param detail whom it struck, or why it was skipped
 * @param skipped whether nothing was done
 * @param allowance what clients may see meanwhile
 * @param injectedMillis when it began
 * @param healedMillis when its cause was taken away
 * @param recoveredMillis when answers flowed again; empty if they did not in time
 * @param settledMillis when all devices and the model were there again; empty if they were not in time
 * @param longestGapMillis the longest time without a good answer, from its beginning to the recovery
 * @param problems what went wrong besides
 */
public record FaultRecord(
        int number,
        String kind,
        String detail,
        boolean skipped,
        Allowance allowance,
        long injectedMillis,
        long healedMillis,
        Optional<Long> recoveredMillis,
        Optional<Long> settledMillis,
        long longestGapMillis,
        List<String> problems) {
    /** Checks nothing, copies the list. */
    public FaultRecord {
        problems = List.copyOf(problems);
    }

    /** Tells until when clients may notice it. */
    long endMillis() {
        long answered = recoveredMillis.orElse(Long.MAX_VALUE);
        return Math.max(answered, settledMillis.orElse(Long.MAX_VALUE));
    }

    /**
     * Tells whether the site came through it.
     *
     * @return whether answers flow, all is there and nothing went wrong besides
     */
    public boolean isOvercome() {
        return skipped || recoveredMillis.isPresent() && settledMillis.isPresent() && problems.isEmpty();
    }
}
