package hewn.itests.chaos.study;

import java.util.List;

/**
 * What came of a bad jar.
 *
 * @param strategy by which name it was ordered
 * @param order what became of the order
 * @param askedSeconds how long the planner let the strategy try
 * @param rolloutMillis from the order until its generation served; 0 if it was refused
 * @param longestGapMillis the longest time without an answer meanwhile
 * @param problems what was not as promised
 */
record Misbehaviour(
        String strategy,
        String order,
        double askedSeconds,
        long rolloutMillis,
        long longestGapMillis,
        List<String> problems) {
    Misbehaviour {
        problems = List.copyOf(problems);
    }

    boolean isContained() {
        return problems.isEmpty();
    }
}
