package hewn.itests.chaos.study;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.itests.chaos.LoadedSite;
import hewn.itests.chaos.history.Event;
import hewn.itests.chaos.site.StampModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Versions deployed one after another under a constant load: what clients notice, and how long each step takes. */
final class UpgradeStudy {
    private static final int DEVICES = 3;
    private static final Duration REST = Duration.ofSeconds(30);

    private final int warmUp;
    private final int upgrades;
    private final Duration every;
    private final Path folder;
    private final Consumer<String> output;

    /**
     * A study that has not begun.
     *
     * @param warmUp how many upgrades come first, while code is compiled
     * @param upgrades how many are measured then
     * @param every how long from the order of one of these to that of the next, at least
     * @param folder for histories and logs
     * @param output takes lines for people
     */
    UpgradeStudy(int warmUp, int upgrades, Duration every, Path folder, Consumer<String> output) {
        this.warmUp = warmUp;
        this.upgrades = upgrades;
        this.every = every;
        this.folder = folder;
        this.output = output;
    }

    UpgradeReport run() throws Exception {
        try (LoadedSite loaded = new LoadedSite(folder, DEVICES, false)) {
            Phase cold = Phase.of(loaded, () -> deployAll(loaded, warmUp, Duration.ZERO));
            Phase before = rest(loaded);
            List<Rollout> rollouts = new ArrayList<>();
            Phase during = Phase.of(loaded, () -> rollouts.addAll(deployAll(loaded, upgrades, every)));
            Phase after = rest(loaded);
            loaded.endLoad();
            List<Event> history = loaded.events();
            return new UpgradeReport(
                    rollouts,
                    List.of(
                            Sample.of("at rest", history, before, after),
                            Sample.of("during upgrades", history, during),
                            Sample.of("the first " + warmUp + " after a start", history, cold)),
                    loaded.check(List.of()));
        }
    }

    private static Phase rest(LoadedSite loaded) throws Exception {
        loaded.awaitSettled();
        return Phase.of(loaded, () -> LockSupport.parkNanos(REST.toNanos()));
    }

    private List<Rollout> deployAll(LoadedSite loaded, int count, Duration every) throws Exception {
        StudySteps steps = new StudySteps(loaded, folder);
        List<Rollout> rollouts = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            long due = System.nanoTime() + every.toNanos();
            int version = 1 + number % StampModel.VERSIONS;
            rollouts.add(steps.take("upgrade " + number + " of " + count, () -> deploy(loaded, version)));
            LockSupport.parkNanos(due - System.nanoTime());
        }
        return rollouts;
    }

    private Rollout deploy(LoadedSite loaded, int version) throws Exception {
        JsonNode deployment = loaded.site().model().serve(version, Optional.empty());
        Rollout rollout = Rollout.of(deployment);
        output.accept("generation " + deployment.path("generation").asLong() + " serves after " + rollout.totalMillis()
                + " ms " + rollout.stepMillis());
        return rollout;
    }
}
