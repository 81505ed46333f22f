package hewn.bench.heterogeneous;

import hewn.bench.run.Contender;
import hewn.strategies.greedy.Greedy;
import java.time.Duration;

/** The default strategy with little time: on large sites it would use up whatever it gets, for little. */
final class BriefGreedy {
    static final Duration BUDGET = Duration.ofSeconds(2);

    private BriefGreedy() {}

    static Contender contender() {
        Greedy greedy = new Greedy(16, 64);
        return new Contender("greedy", problem -> greedy.place(problem.with(BUDGET)));
    }
}
