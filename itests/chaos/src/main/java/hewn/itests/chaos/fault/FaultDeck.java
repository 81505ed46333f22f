package hewn.itests.chaos.fault;

import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.Device;
import hewn.itests.support.LinkProxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Deals faults in an order that a seed decides: every kind once, then every kind once again in another order. */
public final class FaultDeck {
    private final ChaosSite site;
    private final Random random;
    private final List<Supplier<Fault>> kinds;
    private final Predicate<String> wanted;
    private final Deque<Supplier<Fault>> left = new ArrayDeque<>();

    /**
     * A full deck.
     *
     * @param site whom the faults strike
     * @param random decides on the order and on whom each strikes
     * @param wanted tells by its name whether a kind is dealt
     */
    public FaultDeck(ChaosSite site, Random random, Predicate<String> wanted) {
        this.site = site;
        this.random = random;
        this.wanted = wanted;
        this.kinds = List.of(
                () -> new Upgrades(site, random),
                () -> new StrategySwap(site, random),
                () -> new HalfStrategy(site, random),
                () -> new HalfModel(site),
                () -> new Rollback(site),
                () -> new KilledAgent(device()),
                () -> new KilledAmidUpgrade(site, random),
                () -> new FrozenAgent(device()),
                () -> new SpoiledSlices(device(), Spoil.FLIPPED),
                () -> new SpoiledSlices(device(), Spoil.TRUNCATED),
                () -> new SpoiledIdleSlices(site, Spoil.FLIPPED),
                () -> new SpoiledIdleSlices(site, Spoil.TRUNCATED),
                () -> new FullDisk(site, device(), random),
                () -> new BadLink(device(), LinkProxy.Mode.CUT),
                () -> new BadLink(device(), LinkProxy.Mode.STALLED),
                () -> new BadLink(device(), LinkProxy.Mode.SLOW),
                () -> new FrozenGateway(site),
                () -> new KilledGateway(site),
                () -> new FrozenBroker(site.broker()),
                () -> new KilledBroker(site.broker()));
    }

    private Device device() {
        return site.devices().get(random.nextInt(site.devices().size()));
    }

    /**
     * The next one.
     *
     * @return a fault that was not injected yet
     */
    public Fault deal() {
        Fault fault = next();
        for (int tries = kinds.size(); tries > 0 && !wanted.test(fault.name()); tries--) {
            fault = next();
        }
        return fault;
    }

    private Fault next() {
        if (left.isEmpty()) {
            List<Supplier<Fault>> shuffled = new ArrayList<>(kinds);
            Collections.shuffle(shuffled, random);
            left.addAll(shuffled);
        }
        return left.removeFirst().get();
    }
}
