package hewn.cli.command;

import hewn.cli.api.PlanOrder;
import hewn.fleet.DeviceId;
import hewn.graph.StatedExit;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.PlacementProblem;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a plan must keep to, and what counts: asked of a gateway, or laid over a problem of a file. */
final class PlanOptions {
    @Option(
            names = "--objective",
            paramLabel = "O",
            converter = ObjectiveOption.class,
            description = ObjectiveOption.FORMS + " (default: throughput, or what the file says).")
    private Optional<Objective> objective;

    @Option(
            names = {"--slices", "--stages"},
            paramLabel = "N",
            description = "How many slices (default: as each strategy sees fit).")
    private Optional<Integer> slices;

    @Option(names = "--max-slices", paramLabel = "N", description = "How many slices at most.")
    private Optional<Integer> maxSlices;

    @Option(names = "--devices", paramLabel = "ID", split = ",", description = "The only devices to use.")
    private List<String> devices = List.of();

    @Option(names = "--exclude", paramLabel = "ID", split = ",", description = "Devices not to use.")
    private List<String> excluded = List.of();

    @Option(names = "--first", paramLabel = "ID", description = "The device of the first slice.")
    private Optional<String> first;

    @Option(names = "--last", paramLabel = "ID", description = "The device of the last slice.")
    private Optional<String> last;

    @Option(
            names = "--tier",
            paramLabel = "ID,…",
            description = "A group of devices; slices pass the groups in the order in which they are given.")
    private List<String> tiers = List.of();

    @Option(
            names = "--exit",
            paramLabel = "LAYER=PROBABILITY",
            converter = ExitOption.class,
            description = ExitOption.FORM)
    private List<StatedExit> exits = List.of();

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            converter = SecondsOption.class,
            description = "How long each strategy may take (default: 5s, or as the gateway or the file says).")
    private Optional<Duration> budget;

    @Option(names = "--seed", paramLabel = "N", description = "For random decisions (default: always the same).")
    private Optional<Long> seed;

    /** As the admin API wants it. */
    PlanOrder order(String model, Optional<Long> version, Optional<String> signature, List<String> strategies) {
        Objective wanted = objective.orElse(new Objective.Throughput());
        Optional<Objective.Weighted> weights =
                Optional.of(wanted).filter(Objective.Weighted.class::isInstance).map(Objective.Weighted.class::cast);
        PlanOrder.Wanted deployment = new PlanOrder.Wanted(
                model,
                number(version),
                signature,
                weights.isPresent() ? "weighted" : wanted instanceof Objective.Latency ? "latency" : "throughput",
                real(weights.map(Objective.Weighted::throughputWeight)),
                real(weights.map(Objective.Weighted::energyWeight)),
                real(weights.map(Objective.Weighted::fairnessWeight)),
                count(slices),
                count(maxSlices),
                devices.isEmpty() ? Optional.empty() : Optional.of(devices),
                excluded,
                first,
                last,
                tiers.stream().map(PlanOptions::names).toList(),
                exits.isEmpty() ? Optional.empty() : Optional.of(exits));
        return new PlanOrder(deployment, strategies, real(budget.map(time -> time.toNanos() / 1e9)), number(seed));
    }

    /** The problem of a file, with whatever was asked for in its place. */
    PlacementProblem over(PlacementProblem problem) {
        PlacementProblem wanted = overExits(problem)
                .with(objective.orElse(problem.objective()))
                .with(over(problem.constraints()))
                .with(budget.orElse(problem.budget()));
        return seed.map(wanted::withSeed).orElse(wanted);
    }

    private PlacementProblem overExits(PlacementProblem stated) {
        return new PlacementProblem(
                StatedExit.in(stated.graph(), exits),
                stated.fleet(),
                stated.objective(),
                stated.constraints(),
                stated.current(),
                stated.budget(),
                stated.seed(),
                stated.profiles(),
                stated.overheads());
    }

    private Constraints over(Constraints stated) {
        return new Constraints(
                devices.isEmpty() ? stated.allowed() : Optional.of(ids(devices)),
                excluded.isEmpty() ? stated.excluded() : ids(excluded),
                stated.memoryHeadroom(),
                slices.isPresent() ? count(slices) : stated.stages(),
                maxSlices.isPresent() ? count(maxSlices) : stated.maxStages(),
                first.map(DeviceId::new).or(stated::first),
                last.map(DeviceId::new).or(stated::last),
                tiers.isEmpty()
                        ? stated.tiers()
                        : tiers.stream().map(tier -> ids(names(tier))).toList());
    }

    /** The devices that were named, in order. */
    List<String> named() {
        Stream<String> groups = tiers.stream().map(PlanOptions::names).flatMap(List::stream);
        Stream<String> ends = Stream.concat(first.stream(), last.stream());
        return Stream.of(devices.stream(), excluded.stream(), ends, groups)
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    private static List<String> names(String tier) {
        return Arrays.stream(tier.split(",")).map(String::strip).toList();
    }

    private static Set<DeviceId> ids(List<String> names) {
        return names.stream().map(DeviceId::new).collect(Collectors.toSet());
    }

    private static OptionalInt count(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static OptionalLong number(Optional<Long> value) {
        return value.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static OptionalDouble real(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
