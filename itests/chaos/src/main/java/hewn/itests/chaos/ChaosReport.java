package hewn.itests.chaos;

import hewn.itests.chaos.history.FaultRecord;
import hewn.itests.chaos.history.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a run.
 *
 * @param schedule the faults as they went
 * @param verdict of the checker
 * @param residentBefore of each process before the first fault, in bytes
 * @param residentAfter of each process at the end, in bytes
 */
public record ChaosReport(
        List<FaultRecord> schedule,
        Verdict verdict,
        Map<String, Long> residentBefore,
        Map<String, Long> residentAfter) {
    private static final long MEBIBYTE = 1 << 20;

    /**
     * Tells whether all promises were kept.
     *
     * @return whether every fault was overcome and the checker found nothing
     */
    public boolean isKept() {
        return verdict.isKept() && schedule.stream().allMatch(FaultRecord::isOvercome);
    }

    /**
     * One fault.
     *
     * @param fault as it went
     * @return a line
     */
    static String line(FaultRecord fault) {
        String head = String.format("%3d  %-30s ", fault.number(), fault.kind());
        if (fault.skipped()) {
            return head + "skipped: " + fault.detail();
        }
        String recovered = fault.recoveredMillis()
                .map(at -> String.format("%5.1f s after it was healed", (at - fault.healedMillis()) / 1e3))
                .orElse("NOT RECOVERED");
        String settled = fault.settledMillis()
                .map(at -> String.format("all there after %5.1f s", (at - fault.healedMillis()) / 1e3))
                .orElse("NOT ALL THERE");
        return head
                + String.format(
                        "at %6.1f s for %4.1f s, longest without an answer %4.1f s, answers %s, %s; %s %s",
                        fault.injectedMillis() / 1e3,
                        (fault.healedMillis() - fault.injectedMillis()) / 1e3,
                        fault.longestGapMillis() / 1e3,
                        recovered,
                        settled,
                        fault.detail(),
                        fault.problems().isEmpty() ? "" : fault.problems());
    }

    /**
     * All of it.
     *
     * @return lines for people
     */
    public String text() {
        StringBuilder text = new StringBuilder("\nfaults\n");
        Map<String, Integer> kinds = new TreeMap<>();
        schedule.stream()
                .filter(fault -> !fault.skipped())
                .forEach(fault -> kinds.merge(fault.kind(), 1, Integer::sum));
        kinds.forEach((kind, count) -> row(text, kind, count));
        text.append("outcomes\n");
        new TreeMap<>(verdict.statuses()).forEach((status, count) -> row(text, status, count));
        text.append("checked\n");
        for (Verdict.Count count : Verdict.Count.values()) {
            row(text, count.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), verdict.of(count));
        }
        text.append("resident memory, MiB at the start and at the end\n");
        residentBefore.forEach((name, bytes) -> text.append(String.format(
                "  %-32s %6d %6d%n", name, bytes / MEBIBYTE, residentAfter.getOrDefault(name, 0L) / MEBIBYTE)));
        verdict.examples().forEach(example -> text.append(example).append('\n'));
        return text.append(isKept() ? "All promises were kept." : "PROMISES WERE BROKEN.")
                .toString();
    }

    private static void row(StringBuilder text, String name, int count) {
        text.append(String.format("  %-32s %6d%n", name, count));
    }
}
