package hewn.deployer.plan;

import hewn.deployer.generation.GenerationRecord;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetMonitor;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import hewn.placement.Constraints;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits for the links of devices that are new, so that a first placement does not go by what is assumed of them.
 *
 * @param fleet knows the links
 * @param limit how long to wait at most; zero for not at all
 */
public record LinkPatience(FleetMonitor fleet, Supplier<Duration> limit) {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration STANDSTILL = Duration.ofSeconds(4);

    /** How many links a placement may need, and of how many something is known. */
    private record Count(int measured, int all) {}

    /**
     * Returns when all links between devices that may be used are measured, when no more were for a while, for some can't
     * be, or after the limit.
     */
    public void await(GenerationRecord generation, Constraints constraints) throws InterruptedException {
        long begin = System.nanoTime();
        long news = begin;
        Count links = count(constraints);
        while (links.measured() < links.all()
                && System.nanoTime() - begin < limit.get().toNanos()
                && System.nanoTime() - news < STANDSTILL.toNanos()) {
            generation.progress("waiting until all links are measured, at most "
                    + limit.get().toSeconds() + " s: " + links.measured() + " of " + links.all() + " are");
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            Count before = links;
            links = count(constraints);
            news = links.measured() > before.measured() ? System.nanoTime() : news;
        }
    }

    private Count count(Constraints constraints) {
        FleetSnapshot online = fleet.snapshot();
        Set<DeviceId> ends = new HashSet<>();
        online.devices().stream().map(Device::id).filter(constraints::allows).forEach(ends::add);
        int devices = ends.size();
        boolean alone = constraints.stages().orElse(constraints.maxStages().orElse(2)) == 1;
        ends.add(DeviceId.GATEWAY);
        long measured = online.links().stream()
                .filter(link -> ends.contains(link.from()) && ends.contains(link.to()))
                .filter(link -> !alone || isOfGateway(link))
                .count();
        return new Count((int) measured, alone ? 2 * devices : devices * (devices + 1));
    }

    private static boolean isOfGateway(Link link) {
        return link.from().equals(DeviceId.GATEWAY) || link.to().equals(DeviceId.GATEWAY);
    }
}
