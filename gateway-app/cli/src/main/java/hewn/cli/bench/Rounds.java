package hewn.cli.bench;

import hewn.cli.CliException;
import hewn.cli.api.Deployment.Percentiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Calls some subjects in turns, a few times each, so that what else the machine does slows all of them alike.
 *
 * @param calls how many of each subject, at least 1
 */
public record Rounds(int calls) {
    /** How many calls follow each other before it is the next subject's turn. */
    private static final int TURN = 20;

    /**
     * Validates the number.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Rounds {
        if (calls < 1) {
            throw new IllegalArgumentException("calls must be positive, but is " + calls);
        }
    }

    /**
     * Makes the calls, one after another.
     *
     * @param subjects by name
     * @return how long they took, by the same names in the same order
     * @throws CliException if one fails
     */
    public Map<String, Percentiles> measure(Map<String, Call> subjects) throws CliException {
        Map<String, Timings> timings = new LinkedHashMap<>();
        subjects.keySet().forEach(name -> timings.put(name, new Timings()));
        for (int done = 0; done < calls; done += TURN) {
            for (String name : List.copyOf(timings.keySet())) {
                turn(subjects.get(name), timings.get(name), Math.min(TURN, calls - done));
            }
        }
        return timings.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, t -> t.getValue().percentiles(), (a, b) -> a, LinkedHashMap::new));
    }

    private static void turn(Call call, Timings timings, int times) throws CliException {
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            call.run();
            timings.add(System.nanoTime() - begun);
        }
    }
}
