package hewn.itests.chaos.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hewn.itests.chaos.LoadedSite;
import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.history.FaultRecord;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.StampModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The gateway is killed at each step of a rollout, under load, and started again: what serves, when, and what it cost. */
final class RestartStudy {
    private static final List<String> STEPS =
            List.of("PLANNED", "SHIPPING", "LOADING", "WARMING", "VERIFYING", "SERVING");
    private static final int DEVICES = 3;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final int rounds;
    private final Path folder;
    private final Consumer<String> output;
    private final List<Restart> restarts = new ArrayList<>();

    /**
     * A study that has not begun.
     *
     * @param rounds how many rollouts
     * @param folder for histories and logs
     * @param output takes lines for people
     */
    RestartStudy(int rounds, Path folder, Consumer<String> output) {
        this.rounds = rounds;
        this.folder = folder;
        this.output = output;
    }

    RestartReport run() throws Exception {
        try (LoadedSite loaded = new LoadedSite(folder, DEVICES, false)) {
            for (int round = 0; round < rounds; round++) {
                Restart restart = restart(round, loaded);
                restarts.add(restart);
                output.accept(restart.toString());
            }
            loaded.endLoad();
            return new RestartReport(
                    List.copyOf(restarts),
                    loaded.check(restarts.stream().map(Restart::fault).toList()));
        }
    }

    private Restart restart(int round, LoadedSite loaded) throws Exception {
        String step = STEPS.get(round % STEPS.size());
        String where = "restart " + (round + 1) + " of " + rounds + ", at " + step;
        return new StudySteps(loaded, folder).take(where, () -> killAt(step, loaded));
    }

    private Restart killAt(String step, LoadedSite loaded) throws Exception {
        ChaosSite site = loaded.site();
        loaded.awaitSettled();
        int former = site.model().answeringVersion();
        int ordered = 1 + former % StampModel.VERSIONS;
        String seen = awaitStep(site, site.model().deploy(ordered, Optional.empty()), step);
        long killed = loaded.clock().millis(); // before: connections break while the kill returns
        site.gateway().kill();
        loaded.pulse().watch(killed);
        SliceCensus before = SliceCensus.of(site);
        site.restartGateway();
        long healed = loaded.clock().millis();
        long answered = loaded.awaitAnswers(killed);
        long settled = loaded.awaitSettled();
        FaultRecord fault = new FaultRecord(
                restarts.size() + 1,
                "gateway killed at " + step,
                "",
                false,
                Allowance.SILENCE,
                killed,
                healed,
                Optional.of(answered),
                Optional.of(settled),
                loaded.pulse().longestGapMillis(answered),
                List.of());
        return new Restart(
                step,
                seen,
                former,
                ordered,
                site.model().answeringVersion(),
                answered - killed,
                SliceCensus.of(site).bytesSince(before),
                fault);
    }

    /** Reads the events of a generation up to the first that is not before a step. */
    private static String awaitStep(ChaosSite site, long generation, String step) throws Exception {
        String last = "";
        try (Stream<String> events = site.admin().events("/deployments/" + generation + "/events")) {
            Iterator<String> lines = events.iterator();
            while (lines.hasNext() && STEPS.indexOf(last) < STEPS.indexOf(step)) {
                last = state(lines.next()).orElse(last);
            }
        }
        return last;
    }

    private static Optional<String> state(String line) throws IOException {
        if (!line.startsWith("data:")) {
            return Optional.empty();
        }
        JsonNode event = MAPPER.readTree(line.substring("data:".length()));
        return Optional.of(event.path("state").asText());
    }
}
