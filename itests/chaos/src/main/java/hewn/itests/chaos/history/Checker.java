package hewn.itests.chaos.history;

import hewn.itests.chaos.history.Verdict.Count;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Holds a history against what is promised. It knows the history and the schedule of faults, and nothing else. */
public final class Checker {
    private static final int EXAMPLES = 5;

    private final List<FaultRecord> schedule;
    private final Set<Integer> versions;
    private final long toleranceMillis;
    private final Map<Count, Integer> counts = new EnumMap<>(Count.class);
    private final Map<String, Integer> statuses = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();

    private Checker(List<FaultRecord> schedule, Set<Integer> versions, long toleranceMillis) {
        this.schedule = schedule;
        this.versions = versions;
        this.toleranceMillis = toleranceMillis;
    }

    /**
     * Counts.
     *
     * @param history what clients wrote, in any order
     * @param schedule what was done meanwhile
     * @param versions which versions of the model were ever deployed
     * @param toleranceMillis how long after its deadline an outcome may come: the way to the gateway and back, and the
     *     clients' own delays
     * @return what came of it
     */
    public static Verdict check(
            List<Event> history, List<FaultRecord> schedule, Set<Integer> versions, long toleranceMillis) {
        Checker checker = new Checker(schedule, versions, toleranceMillis);
        Map<Long, List<Event.Outcome>> outcomes = new HashMap<>();
        Map<Long, Event.Sent> sent = new LinkedHashMap<>();
        for (Event event : history) {
            if (event instanceof Event.Sent request) {
                sent.put(request.id(), request);
            } else if (event instanceof Event.Outcome outcome) {
                outcomes.computeIfAbsent(outcome.id(), id -> new ArrayList<>()).add(outcome);
            }
        }
        sent.values().forEach(request -> checker.judge(request, outcomes.getOrDefault(request.id(), List.of())));
        return new Verdict(checker.counts, checker.statuses, checker.examples);
    }

    private void judge(Event.Sent request, List<Event.Outcome> outcomes) {
        add(Count.SENT);
        if (outcomes.isEmpty()) {
            report(Count.LOST, request, "it has no outcome");
        }
        if (outcomes.size() > 1) {
            report(Count.DUPLICATED, request, outcomes.toString());
        }
        outcomes.forEach(outcome -> judge(request, outcome));
    }

    private void judge(Event.Sent request, Event.Outcome outcome) {
        statuses.merge(
                outcome.status().map(String::valueOf).orElse(outcome.ending().name()), 1, Integer::sum);
        boolean down = allowed(request, outcome, Allowance.SILENCE);
        boolean late = outcome.endMillis() - request.startMillis() > request.deadlineMillis() + toleranceMillis;
        if (outcome.ending() != Ending.ANSWERED) {
            settle(down, Count.GATEWAY_DOWN, Count.LOST, request, outcome);
        } else if (late) {
            settle(down, Count.GATEWAY_DOWN, Count.LATE, request, outcome);
        } else if (!outcome.isGood()) {
            judgeError(request, outcome);
        }
        if (outcome.isGood()) {
            judgeResult(request, outcome, late);
        }
    }

    private void judgeResult(Event.Sent request, Event.Outcome outcome, boolean late) {
        Optional<Stamp> stamp = outcome.answer().map(Stamp::of);
        if (stamp.isEmpty() || stamp.get().x() != request.x()) {
            report(Count.WRONG, request, outcome.toString());
        } else if (stamp.get().isMixed()) {
            report(Count.MIXED, request, outcome.toString());
        } else if (!versions.contains(stamp.get().version())) {
            report(Count.WRONG, request, outcome.toString());
        } else if (!late) {
            add(Count.GOOD);
        }
    }

    private void judgeError(Event.Sent request, Event.Outcome outcome) {
        int status = outcome.status().orElse(0);
        boolean refused = (status == 503 || status == 429) && outcome.retryAfter();
        if (!refused && status != 504) {
            report(Count.UNEXPECTED, request, outcome.toString());
        } else {
            settle(allowed(request, outcome, Allowance.REFUSALS), Count.REFUSED, Count.UNEXCUSED, request, outcome);
        }
    }

    private void settle(boolean excused, Count fine, Count broken, Event.Sent request, Event.Outcome outcome) {
        if (excused) {
            add(fine);
        } else {
            report(broken, request, outcome.toString());
        }
    }

    /** Whether a fault that allows as much overlaps with the time of a request. */
    private boolean allowed(Event.Sent request, Event.Outcome outcome, Allowance least) {
        return schedule.stream()
                .filter(fault -> !fault.skipped() && fault.allowance().compareTo(least) >= 0)
                .anyMatch(fault ->
                        request.startMillis() <= fault.endMillis() && outcome.endMillis() >= fault.injectedMillis());
    }

    private void add(Count count) {
        counts.merge(count, 1, Integer::sum);
    }

    private void report(Count count, Event.Sent request, String what) {
        add(count);
        if (counts.get(count) <= EXAMPLES) {
            examples.add(count + ": " + request + ": " + what);
        }
    }
}
