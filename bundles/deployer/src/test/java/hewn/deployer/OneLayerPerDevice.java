package hewn.deployer;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import hewn.placement.Infeasible;
import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlanDecision;
import hewn.placement.Planner;
import hewn.placement.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Puts the first layer on the first device and the second on the second. */
final class OneLayerPerDevice implements Planner {
    private final Map<String, Long> offered = new ConcurrentSkipListMap<>();
    private final AtomicInteger plans = new AtomicInteger();
    private volatile long editions;
    private final AtomicReference<PlacementProblem> last = new AtomicReference<>();
    private final AtomicReference<Runnable> first = new AtomicReference<>(() -> {});
    private volatile boolean reversed;

    /** A new bundle offers it. */
    void offer(String strategy) {
        editions++;
        offered.put(strategy, editions);
    }

    void withdraw(String strategy) {
        offered.remove(strategy);
    }

    /** From now on the last devices are taken. */
    void takeTheLast() {
        reversed = true;
    }

    /** The next plan begins with this. */
    void beforeNext(Runnable happening) {
        first.set(happening);
    }

    /** What was to be placed last. */
    PlacementProblem last() {
        return last.get();
    }

    int plans() {
        return plans.get();
    }

    @Override
    public PlanDecision plan(String model, PlacementProblem problem, Optional<String> strategy) {
        if (strategy.isPresent() && !offered.containsKey(strategy.get())) {
            return new PlanDecision(strategy.get(), new Infeasible("there is no such strategy"), List.of());
        }
        first.getAndSet(() -> {}).run();
        plans.incrementAndGet();
        last.set(problem);
        return ask(problem, "fake");
    }

    @Override
    public PlanDecision ask(PlacementProblem problem, String strategy) {
        List<DeviceId> devices =
                new ArrayList<>(problem.candidates().stream().map(Device::id).toList());
        if (devices.size() < 2) {
            return new PlanDecision("fake", new Infeasible("two devices are needed"), List.of());
        }
        if (reversed) {
            Collections.reverse(devices);
        }
        List<Stage> stages =
                List.of(Stage.on(new LayerRange(0, 1), devices.get(0)), Stage.on(new LayerRange(1, 2), devices.get(1)));
        return new PlanDecision(
                "fake",
                Placement.of(stages, problem.costs(), "one each"),
                List.of(new PlanDecision.Attempt("fake", "valid", Duration.ofMillis(1))));
    }

    @Override
    public List<Offer> offers(String model, Objective objective, Optional<String> strategy) {
        return offered.entrySet().stream()
                .map(offer -> new Offer(offer.getKey(), offer.getValue()))
                .toList();
    }

    @Override
    public List<String> strategies() {
        return List.copyOf(offered.keySet());
    }

    @Override
    public List<Quarantine> quarantined() {
        return List.of();
    }

    @Override
    public List<String> runaways() {
        return List.of();
    }

    @Override
    public Duration budget() {
        return Duration.ofSeconds(5);
    }
}
