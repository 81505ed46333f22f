package hewn.itests.chaos.fault;

import hewn.itests.chaos.site.ChaosSite;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Deals faults in an order that a seed decides: every kind once, then every kind once again in another order. */
public final class FaultDeck {
    private final Function<FaultKind, Fault> maker;
    private final Random random;
    private final Set<FaultKind> wanted;
    private final Deque<FaultKind> left = new ArrayDeque<>();

    /**
     * A fault that was not injected yet.
     *
     * @param kind which it is of
     * @param fault for one use
     */
    public record Dealt(FaultKind kind, Fault fault) {}

    /**
     * A full deck.
     *
     * @param site whom the faults strike
     * @param random decides on the order and on whom each strikes
     * @param wanted which kinds are dealt
     * @throws IllegalArgumentException if none is wanted
     */
    public FaultDeck(ChaosSite site, Random random, Set<FaultKind> wanted) {
        this(kind -> kind.fault(site, random), random, wanted);
    }

    FaultDeck(Function<FaultKind, Fault> maker, Random random, Set<FaultKind> wanted) {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("no kind of fault is wanted");
        }
        this.maker = maker;
        this.random = random;
        this.wanted = Set.copyOf(wanted);
    }

    /**
     * The next one that is wanted.
     *
     * @return a fault, and its kind
     */
    public Dealt deal() {
        Dealt dealt = next();
        while (!wanted.contains(dealt.kind())) {
            dealt = next();
        }
        return dealt;
    }

    /** Made whether it is wanted or not: what a seed decides does not depend on that. */
    private Dealt next() {
        if (left.isEmpty()) {
            List<FaultKind> shuffled = Arrays.asList(FaultKind.values());
            Collections.shuffle(shuffled, random);
            left.addAll(shuffled);
        }
        FaultKind kind = left.removeFirst();
        return new Dealt(kind, maker.apply(kind));
    }
}
