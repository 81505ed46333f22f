package hewn.agent.stages;

/**
 * Counts the calls of a stage. Safe for use by several threads.
 */
final class StageStatistics {
    private final RecentTimes all = new RecentTimes();
    private final RecentTimes single = new RecentTimes();
    private long calls;
    private long failures;

    /**
     * A call succeeded.
     *
     * @param nanos what it took
     * @param singleSample whether it computed with one sample, as far as can be told
     */
    synchronized void computed(long nanos, boolean singleSample) {
        all.add(nanos);
        if (singleSample) {
            single.add(nanos);
        }
        calls++;
    }

    synchronized void failed() {
        calls++;
        failures++;
    }

    /** One that was computed did not get on. */
    synchronized void lost() {
        failures++;
    }

    synchronized long calls() {
        return calls;
    }

    synchronized long failures() {
        return failures;
    }

    /** The median of the last calls that succeeded; 0 before the first. */
    synchronized long medianMicros() {
        return all.medianMicros();
    }

    /** The median of the last calls with one sample that succeeded; 0 before the first. */
    synchronized long sampleMicros() {
        return single.medianMicros();
    }
}
