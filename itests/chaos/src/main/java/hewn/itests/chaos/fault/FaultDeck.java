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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Deals faults in an order that a seed decides: every kind once, then every kind once again in another order. */
public final class FaultDeck {
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
        this(kinds(site, random), random, wanted);
    }

    FaultDeck(List<Supplier<Fault>> kinds, Random random, Predicate<String> wanted) {
        this.kinds = List.copyOf(kinds);
        this.random = random;
        this.wanted = wanted;
    }

    private static List<Supplier<Fault>> kinds(ChaosSite site, Random random) {
        Supplier<Device> device =
                () -> site.devices().get(random.nextInt(site.devices().size()));
        return List.of(
                () -> new Upgrades(site, random),
                () -> new StrategySwap(site, random),
                () -> new HalfStrategy(site, random),
                () -> new HalfModel(site),
                () -> new Rollback(site),
                () -> new KilledAgent(device.get()),
                () -> new KilledAmidUpgrade(site, random),
                () -> new FrozenAgent(device.get()),
                () -> new SpoiledSlices(device.get(), Spoil.FLIPPED),
                () -> new SpoiledSlices(device.get(), Spoil.TRUNCATED),
                () -> new SpoiledIdleSlices(site, Spoil.FLIPPED),
                () -> new SpoiledIdleSlices(site, Spoil.TRUNCATED),
                () -> new FullDisk(site, device.get(), random),
                () -> new BadLink(device.get(), LinkProxy.Mode.CUT),
                () -> new BadLink(device.get(), LinkProxy.Mode.STALLED),
                () -> new BadLink(device.get(), LinkProxy.Mode.SLOW),
                () -> new FrozenGateway(site),
                () -> new KilledGateway(site),
                () -> new FrozenBroker(site.broker()),
                () -> new KilledBroker(site.broker()));
    }

    /**
     * The next one that is wanted.
     *
     * @return a fault that was not injected yet
     * @throws IllegalArgumentException if none of the kinds is wanted
     */
    public Fault deal() {
        Set<String> others = new TreeSet<>();
        for (int draws = 2 * kinds.size(); draws > 0; draws--) { // what is left, and a whole deck
            Fault fault = next();
            if (wanted.test(fault.name())) {
                return fault;
            }
            others.add(fault.name());
        }
        throw new IllegalArgumentException("no kind of fault has a name that is asked for; there are " + others);
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
