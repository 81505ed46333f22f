package hewn.cli.plan;

import hewn.fleet.Device;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.Stage;
import java.util.List;

/** Somebody's strategy with a configuration: the whole model on the device that is last by name. */
public final class LastDevice implements PlacementStrategy {
    private final Config config;

    /** What can be configured. */
    public @interface Config {
        /** How many tries to speak of. */
        int tries() default 3;

        /** Without a default. */
        String note();
    }

    /** As declarative services make it. */
    public LastDevice(Config config) {
        this.config = config;
    }

    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        List<Device> devices = problem.candidates();
        return Placement.of(
                List.of(Stage.on(
                        problem.graph().whole(), devices.get(devices.size() - 1).id())),
                problem.costs(),
                config.tries() + " tries" + config.note());
    }
}
