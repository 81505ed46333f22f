package hewn.bench.addnn;

import hewn.bench.run.Contender;
import hewn.bench.run.Outcome;
import hewn.graph.LayerGraph;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.strategies.genetic.Genetic;
import hewn.strategies.local.search.LocalSearch;
import hewn.strategies.optimal.latency.OptimalLatency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What all strategies make of the same draws.
 *
 * @param outcomes for each draw, what each strategy made of it
 */
record Comparison(List<Map<String, Outcome>> outcomes) {
    private static final String DEVICE_ONLY = "device only";
    private static final String EDGE_ONLY = "edge only";
    private static final String CLOUD_ONLY = "cloud only";
    private static final String OPTIMAL = "optimal-latency";

    /** Who takes part, in the order of the table. */
    static final List<String> NAMES = List.of(DEVICE_ONLY, EDGE_ONLY, CLOUD_ONLY, "local-search", "genetic", OPTIMAL);

    static Comparison of(Site site, LayerGraph graph, int draws) {
        List<Contender> contenders = List.of(
                new Contender(DEVICE_ONLY, new OneTier(site, Tier.DEVICE)),
                new Contender(EDGE_ONLY, new OneTier(site, Tier.EDGE)),
                new Contender(CLOUD_ONLY, new OneTier(site, Tier.CLOUD)),
                new Contender("local-search", new LocalSearch(20)),
                new Contender("genetic", new Genetic(1000, 250, 10)),
                new Contender(OPTIMAL, new OptimalLatency(400_000, 2000)));
        return new Comparison(IntStream.range(0, draws)
                .mapToObj(draw -> solve(contenders, site.problem(graph, draw)))
                .toList());
    }

    private static Map<String, Outcome> solve(List<Contender> contenders, PlacementProblem problem) {
        return contenders.stream().collect(Collectors.toMap(Contender::name, contender -> contender.solve(problem)));
    }

    private double mean(Function<Map<String, Outcome>, Double> figure) {
        return outcomes.stream().mapToDouble(figure::apply).average().orElse(Double.NaN);
    }

    double meanSeconds(String name) {
        return mean(draw -> draw.get(name).costSeconds());
    }

    double meanStages() {
        return mean(draw -> (double) draw.get(OPTIMAL).stages());
    }

    /** How many of the draws have a proof. */
    long proven() {
        return outcomes.stream()
                .map(draw -> draw.get(OPTIMAL).placement().flatMap(Placement::bound))
                .filter(bound -> bound.map(Placement.Bound::optimal).orElse(false))
                .count();
    }

    double meanAboveOptimal(String name) {
        return mean(draw -> aboveOptimal(draw, name));
    }

    double mostAboveOptimal(String name) {
        return outcomes.stream()
                .mapToDouble(draw -> aboveOptimal(draw, name))
                .max()
                .orElse(Double.NaN);
    }

    private static double aboveOptimal(Map<String, Outcome> draw, String name) {
        return draw.get(name).gap(draw.get(OPTIMAL).costSeconds());
    }

    /** How much less the mean latency is than if each draw's best tier ran the whole model. */
    double gain() {
        return 1 - meanSeconds(OPTIMAL) / mean(Comparison::bestOfOneTier);
    }

    private static double bestOfOneTier(Map<String, Outcome> draw) {
        return Stream.of(DEVICE_ONLY, EDGE_ONLY, CLOUD_ONLY)
                .mapToDouble(name -> draw.get(name).costSeconds())
                .min()
                .orElseThrow();
    }
}
