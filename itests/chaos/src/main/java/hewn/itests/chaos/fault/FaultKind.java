package hewn.itests.chaos.fault;

import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.Device;
import hewn.itests.support.LinkProxy;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The kinds of faults, by the names that the command line and the reports call them.
 *
 * <p>Their order is a part of what a seed decides.
 */
public enum FaultKind {
    /** Several versions are ordered, one right after the other. */
    UPGRADES("upgrades back to back", Upgrades::new),
    /** A strategy comes, places the model and goes. */
    STRATEGY_SWAP("strategy swapped", StrategySwap::new),
    /** Half of a strategy's jar is there for a while. */
    HALF_STRATEGY("strategy half written", HalfStrategy::new),
    /** Half of a model is there for a while. */
    HALF_MODEL("model half written", (site, random) -> new HalfModel(site)),
    /** What was deployed before is ordered back. */
    ROLLBACK("rollback", (site, random) -> new Rollback(site)),
    /** A device's process ends. */
    KILLED_AGENT("agent killed", (site, random) -> new EndedAgent(device(site, random), Device::kill)),
    /** A device's process is ended in order. */
    ENDED_AGENT("agent ended in order", (site, random) -> new EndedAgent(device(site, random), Device::end)),
    /** A device's process ends while an upgrade is on its way. */
    KILLED_AMID_UPGRADE("agent killed amid an upgrade", KilledAmidUpgrade::new),
    /** A device's process hangs. */
    FROZEN_AGENT("agent stopped", (site, random) -> new FrozenAgent(device(site, random))),
    /** A byte turns in each slice of a device that is down. */
    FLIPPED_SLICES(
            "slices flipped a byte while down",
            (site, random) -> new SpoiledSlices(device(site, random), Spoil.FLIPPED)),
    /** Half of each slice of a device that is down is lost. */
    TRUNCATED_SLICES(
            "slices truncated while down", (site, random) -> new SpoiledSlices(device(site, random), Spoil.TRUNCATED)),
    /** A byte turns in each slice that does not run. */
    FLIPPED_IDLE_SLICES("idle slices flipped a byte", (site, random) -> new SpoiledIdleSlices(site, Spoil.FLIPPED)),
    /** Half of each slice that does not run is lost. */
    TRUNCATED_IDLE_SLICES("idle slices truncated", (site, random) -> new SpoiledIdleSlices(site, Spoil.TRUNCATED)),
    /** A device has no room for slices. */
    FULL_DISK("disk full", (site, random) -> new FullDisk(site, device(site, random), random)),
    /** No connection for tensors to a device holds. */
    CUT_LINK("link cut", (site, random) -> new BadLink(device(site, random), LinkProxy.Mode.CUT)),
    /** No tensor gets to a device, whose connections hold. */
    STALLED_LINK("link stalled", (site, random) -> new BadLink(device(site, random), LinkProxy.Mode.STALLED)),
    /** Tensors get to a device slowly. */
    SLOW_LINK("link slow", (site, random) -> new BadLink(device(site, random), LinkProxy.Mode.SLOW)),
    /** The gateway hangs. */
    FROZEN_GATEWAY("gateway stopped", (site, random) -> new FrozenGateway(site)),
    /** The gateway's process ends. */
    KILLED_GATEWAY("gateway killed", (site, random) -> new KilledGateway(site)),
    /** The broker hangs. */
    FROZEN_BROKER("broker stopped", (site, random) -> new FrozenBroker(site.broker())),
    /** The broker's process ends. */
    KILLED_BROKER("broker killed", (site, random) -> new KilledBroker(site.broker())),
    /** All processes end. */
    POWER_CUT("power cut", (site, random) -> new PowerCut(site));

    private final String words;
    private final Maker maker;

    FaultKind(String words, Maker maker) {
        this.words = words;
        this.maker = maker;
    }

    /** Makes one fault of a kind. */
    @FunctionalInterface
    private interface Maker {
        Fault fault(ChaosSite site, Random random);
    }

    private static Device device(ChaosSite site, Random random) {
        return site.devices().get(random.nextInt(site.devices().size()));
    }

    /**
     * One fault of this kind.
     *
     * @param site whom it strikes
     * @param random decides on what the kind leaves open
     * @return not injected yet
     */
    Fault fault(ChaosSite site, Random random) {
        return maker.fault(site, random);
    }

    /**
     * The kinds that people ask for.
     *
     * @param beginnings of their names; none for all kinds
     * @return every kind whose name begins with one of them
     * @throws IllegalArgumentException if no name begins with one of them
     */
    public static Set<FaultKind> named(List<String> beginnings) {
        if (beginnings.isEmpty()) {
            return EnumSet.allOf(FaultKind.class);
        }
        Set<FaultKind> named = EnumSet.noneOf(FaultKind.class);
        for (String beginning : beginnings) {
            List<FaultKind> some = Arrays.stream(values())
                    .filter(kind -> kind.words.startsWith(beginning))
                    .toList();
            if (some.isEmpty()) {
                throw new IllegalArgumentException("no kind of fault has a name that begins with '" + beginning
                        + "'; there are " + List.of(values()));
            }
            named.addAll(some);
        }
        return named;
    }

    /** Its name. */
    @Override
    public String toString() {
        return words;
    }
}
