package hewn.strategies.greedy;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.graph.Layer;
import hewn.placement.CostModel;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.PlacementValidator;
import hewn.placement.Stage;
import hewn.placement.StrategyName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Walks over the layers and fills device after device up to a limit on every stage and hop, taking next the device that
 * gets furthest; tries several starts and limits, and answers the best of all walks.
 *
 * <p>It is fast and looks at compute, links and memory together, but it proves nothing: it may miss the best placement,
 * and where memory is tight any placement at all.
 */
@Component(configurationPid = "hewn.strategies.greedy")
@Designate(ocd = Greedy.Config.class)
@StrategyName("greedy")
public final class Greedy implements PlacementStrategy {
    /** What can be configured. */
    @ObjectClassDefinition(name = "Hewn strategy: greedy", description = "The best of several walks over the layers")
    public @interface Config {
        /**
         * The number of starts.
         *
         * @return at least 1
         */
        @AttributeDefinition(name = "Starts", description = "How many devices to try the first stage on, fastest first")
        int starts() default 16;

        /**
         * The number of limits.
         *
         * @return at least 1
         */
        @AttributeDefinition(
                name = "Limits",
                description = "How many limits on the time of a stage or hop to try from each start, each a tenth above"
                        + " the one before, beginning with the least that could be possible")
        int limits() default 64;
    }

    private static final double NEXT_LIMIT = 1.1;

    private final int starts;
    private final int limits;

    /**
     * Reads its configuration.
     *
     * @param config what can be configured
     * @throws IllegalArgumentException if a number is less than 1
     */
    @Activate
    public Greedy(Config config) {
        this(config.starts(), config.limits());
    }

    /**
     * A strategy with the given effort.
     *
     * @param starts on how many devices to try the first stage
     * @param limits how many limits to try from each
     * @throws IllegalArgumentException if a number is less than 1
     */
    public Greedy(int starts, int limits) {
        if (starts < 1 || limits < 1) {
            throw new IllegalArgumentException(
                    "starts and limits must be at least 1, but are " + starts + ", " + limits);
        }
        this.starts = starts;
        this.limits = limits;
    }

    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        CostModel costs = problem.costs();
        long end = System.nanoTime() + problem.budget().toNanos();
        Optional<Placement> best = limits(problem, costs)
                .boxed()
                .flatMap(limit -> starts(problem).map(start -> new Walk(problem, costs, limit, start)))
                .takeWhile(walk ->
                        System.nanoTime() < end && !Thread.currentThread().isInterrupted())
                .flatMap(walk -> walk.stages().stream())
                .map(stages -> Placement.of(stages, costs, explain(stages)))
                .sorted(Comparator.comparingDouble(
                        placement -> problem.objective().cost(placement.prediction())))
                .filter(placement -> PlacementValidator.violation(problem, placement.stages())
                        .isEmpty())
                .findFirst();
        return best.<PlacementAnswer>map(placement -> placement)
                .orElseGet(() -> new Infeasible("no walk over the layers fits the "
                        + problem.candidates().size() + " devices that may be used and the constraints"));
    }

    private Stream<Device> starts(PlacementProblem problem) {
        return problem.candidates().stream()
                .filter(device ->
                        problem.constraints().first().orElse(device.id()).equals(device.id()))
                .sorted(Comparator.comparingDouble(Device::flopsPerSecond).reversed())
                .limit(starts);
    }

    /** From the least time that any placement's slowest stage or hop can have; at last without a limit. */
    private DoubleStream limits(PlacementProblem problem, CostModel costs) {
        double least = leastBottleneckSeconds(problem, costs);
        return DoubleStream.concat(
                DoubleStream.iterate(least, limit -> limit * NEXT_LIMIT).limit(limits),
                DoubleStream.of(Double.POSITIVE_INFINITY));
    }

    private static double leastBottleneckSeconds(PlacementProblem problem, CostModel costs) {
        List<Device> devices = problem.candidates();
        double allSpeed = devices.stream().mapToDouble(Device::flopsPerSecond).sum();
        double topSpeed =
                devices.stream().mapToDouble(Device::flopsPerSecond).max().orElse(1);
        double largestLayer = problem.graph().layers().stream()
                .mapToDouble(Layer::flops)
                .max()
                .orElse(0);
        double in = fastest(devices, device -> costs.hopSeconds(0, DeviceId.GATEWAY, device.id()));
        double out =
                fastest(devices, device -> costs.hopSeconds(problem.graph().size(), device.id(), DeviceId.GATEWAY));
        double balanced = problem.graph().flops(problem.graph().whole()) / allSpeed;
        return Math.max(Math.max(in, out), Math.max(balanced, largestLayer / topSpeed));
    }

    private static double fastest(List<Device> devices, ToDoubleFunction<Device> hopSeconds) {
        return devices.stream().mapToDouble(hopSeconds).min().orElse(0);
    }

    private static String explain(List<Stage> stages) {
        return stages.size() + " stages; the best of several walks that fill device after device";
    }
}
