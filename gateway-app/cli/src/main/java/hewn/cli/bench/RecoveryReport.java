package hewn.cli.bench;

import java.time.Duration;
import java.util.List;

/**
 * What came of losing devices of one model again and again.
 *
 * @param model its name
 * @param slices into how many it was cut
 * @param recoveries one for each loss
 * @param answers how many calls were answered meanwhile
 * @param failures why others were not
 */
public record RecoveryReport(String model, int slices, List<Recovery> recoveries, long answers, List<String> failures) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no recovery
     */
    public RecoveryReport {
        recoveries = List.copyOf(recoveries);
        failures = List.copyOf(failures);
        if (recoveries.isEmpty()) {
            throw new IllegalArgumentException("a report is of one recovery at least");
        }
    }

    /**
     * The parts of a recovery.
     *
     * @return their names, in order
     */
    public List<String> parts() {
        return List.copyOf(recoveries.get(0).parts().keySet());
    }

    /**
     * How long a part took.
     *
     * @param part its name
     * @return one for each loss, the shortest first
     */
    public List<Duration> took(String part) {
        return recoveries.stream()
                .map(recovery -> recovery.parts().get(part))
                .sorted()
                .toList();
    }

    /**
     * How long it took until answers flowed again.
     *
     * @return one for each loss, the shortest first
     */
    public List<Duration> totals() {
        return recoveries.stream().map(Recovery::total).sorted().toList();
    }
}
