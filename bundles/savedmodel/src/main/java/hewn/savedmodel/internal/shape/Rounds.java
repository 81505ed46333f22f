package hewn.savedmodel.internal.shape;

import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How often a loop runs, as far as its condition shows: the least bound that it compares a counter to. */
final class Rounds {
    private Rounds() {}

    static long of(FunctionGraph condition, List<Fact> arguments) {
        Inference inference = new Inference(new ControlFlowWork(java.util.Map.of()));
        for (int i = 0; i < Math.min(arguments.size(), condition.arguments().size()); i++) {
            inference.give(condition.arguments().get(i).output(0), arguments.get(i));
        }
        inference.run(condition.nodes());
        OptionalLong least = condition.nodes().stream()
                .filter(n -> n.op().equals("Less") || n.op().equals("LessEqual"))
                .flatMap(n -> bound(n, inference).stream())
                .mapToLong(b -> b)
                .filter(b -> b > 0)
                .min();
        return least.orElse(1);
    }

    private static Stream<Long> known(Port port, Inference inference) {
        return inference.fact(port).values().stream()
                .filter(v -> v.size() == 1 && v.get(0).isKnown())
                .map(v -> v.get(0).or(0));
    }

    private static Optional<Long> bound(Node comparison, Inference inference) {
        long inclusive = comparison.op().equals("LessEqual") ? 1 : 0;
        return known(comparison.inputs().get(1), inference)
                .map(b -> b < Long.MAX_VALUE ? b + inclusive : b)
                .findFirst();
    }
}
