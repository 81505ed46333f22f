package hewn.admin.shell;

import hewn.fleet.Device;
import hewn.fleet.FleetMonitor;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationStatus;
import hewn.placement.Planner;
import hewn.placement.Stage;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What an operator asks in the gateway's shell: {@code hewn:devices}, {@code hewn:models}, {@code hewn:status} and {@code
 * hewn:strategies}.
 */
@Component(
        service = HewnCommands.class,
        property = {
            "osgi.command.scope=hewn",
            "osgi.command.function=devices",
            "osgi.command.function=models",
            "osgi.command.function=status",
            "osgi.command.function=strategies"
        })
public final class HewnCommands {
    private final FleetMonitor fleet;
    private final ModelRepository repository;
    private final Deployments deployments;
    private final Planner planner;

    /**
     * Commands that look at a gateway.
     *
     * @param fleet knows the devices
     * @param repository has the models
     * @param deployments has the generations
     * @param planner knows the strategies
     */
    @Activate
    public HewnCommands(
            @Reference FleetMonitor fleet,
            @Reference ModelRepository repository,
            @Reference Deployments deployments,
            @Reference Planner planner) {
        this.fleet = fleet;
        this.repository = repository;
        this.deployments = deployments;
        this.planner = planner;
    }

    /**
     * Which devices are online.
     *
     * @return a line for each
     */
    @Descriptor("the devices that are online")
    public String devices() {
        return lines(fleet.snapshot().devices().stream().map(HewnCommands::line).toList(), "no device is online");
    }

    /**
     * Which models the repository has.
     *
     * @return a line for each
     */
    @Descriptor("the models in the repository")
    public String models() {
        return lines(repository.list().stream().map(ModelId::toString).toList(), "the repository is empty");
    }

    /**
     * Where every generation stands.
     *
     * @return a line for each
     */
    @Descriptor("the state of every deployment")
    public String status() {
        return lines(deployments.generations().stream().map(HewnCommands::line).toList(), "nothing is deployed");
    }

    /**
     * Which strategies are on offer.
     *
     * @return a line for each
     */
    @Descriptor("the placement strategies on offer")
    public String strategies() {
        return lines(planner.strategies(), "no strategy is on offer");
    }

    private static String line(Device device) {
        return String.format(
                "%-24s %-16s %3d cores %8d MiB %9.2f GFLOP/s",
                device.id(), device.type(), device.cores(), device.memoryBytes() >> 20, device.flopsPerSecond() / 1e9);
    }

    private static String line(GenerationStatus generation) {
        String devices = generation
                .placement()
                .map(p -> p.stages().stream()
                        .map(Stage::device)
                        .map(Object::toString)
                        .collect(Collectors.joining(" → ")))
                .orElse("");
        return String.format(
                "%4d  %-24s %-10s %s  %s",
                generation.number(), generation.model(), generation.state(), devices, generation.progress());
    }

    private static String lines(List<String> lines, String none) {
        return lines.isEmpty() ? none : String.join("\n", lines);
    }
}
