package hewn.itests.chaos.study;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.itests.chaos.LoadedSite;
import hewn.itests.chaos.history.Event;
import hewn.itests.chaos.site.ChaosSite;
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

    private final int upgrades;
    private final Path folder;
    private final Consumer<String> output;

    /**
     * A study that has not begun.
     *
     * @param upgrades how many
     * @param folder for histories and logs
     * @param output takes lines for people
     */
    UpgradeStudy(int upgrades, Path folder, Consumer<String> output) {
        this.upgrades = upgrades;
        this.folder = folder;
        this.output = output;
    }

    UpgradeReport run() throws Exception {
        try (LoadedSite loaded = new LoadedSite(folder, DEVICES, false)) {
            deployAll(loaded, ChaosSite.VERSIONS); // each version once, so that code is compiled and models are known
            long rested = rest(loaded);
            List<Rollout> rollouts = deployAll(loaded, upgrades);
            long changed = loaded.clock().millis();
            rest(loaded);
            long end = loaded.clock().millis();
            loaded.endLoad();
            List<Event> history = loaded.events();
            return new UpgradeReport(
                    rollouts,
                    Latencies.of(history, rested - REST.toMillis(), rested)
                            .and(Latencies.of(history, end - REST.toMillis(), end)),
                    Latencies.of(history, rested, changed),
                    loaded.check(List.of()));
        }
    }

    private static long rest(LoadedSite loaded) throws Exception {
        loaded.awaitSettled();
        LockSupport.parkNanos(REST.toNanos());
        return loaded.clock().millis();
    }

    private List<Rollout> deployAll(LoadedSite loaded, int count) throws Exception {
        ChaosSite site = loaded.site();
        List<Rollout> rollouts = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            JsonNode deployment = site.serve(1 + number % ChaosSite.VERSIONS, Optional.empty());
            Rollout rollout = Rollout.of(deployment);
            rollouts.add(rollout);
            output.accept("generation " + deployment.path("generation").asLong() + " serves after "
                    + rollout.totalMillis() + " ms " + rollout.stepMillis());
        }
        return rollouts;
    }
}
