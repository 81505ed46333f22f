package hewn.itests.chaos;

import hewn.itests.chaos.history.Checker;
import hewn.itests.chaos.history.Event;
import hewn.itests.chaos.history.FaultRecord;
import hewn.itests.chaos.history.JsonLines;
import hewn.itests.chaos.history.Verdict;
import hewn.itests.chaos.load.Load;
import hewn.itests.chaos.load.Pulse;
import hewn.itests.chaos.load.RunClock;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.StampModel;
import hewn.itests.support.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A site under a constant load of numbered requests, and the history of what its clients saw. */
public final class LoadedSite implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final double REQUESTS_PER_SECOND = 50;
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunClock clock = new RunClock();
    private final Pulse pulse = new Pulse();
    private final Path history;
    private final ChaosSite site;
    private final JsonLines<Event> events;
    private final Load load;

    /**
     * Starts all, and waits until answers flow.
     *
     * @param folder for the history and all that the processes keep and say
     * @param devices how many agents
     * @param separateBroker whether the broker is a process of its own
     * @throws Exception if the site or the load can't be started
     */
    public LoadedSite(Path folder, int devices, boolean separateBroker) throws Exception {
        history = Files.createDirectories(folder).resolve("history.jsonl");
        site = new ChaosSite(folder, devices, separateBroker);
        events = new JsonLines<>(history);
        load = new Load(site.model().predict(), CLIENTS, REQUESTS_PER_SECOND, DEADLINE, events, clock, pulse);
        try {
            awaitAnswers(0);
        } catch (Exception | AssertionError failed) {
            close();
            throw failed;
        }
    }

    /**
     * The processes.
     *
     * @return the site
     */
    public ChaosSite site() {
        return site;
    }

    /**
     * The clock of the history.
     *
     * @return tells how long the load has lasted
     */
    public RunClock clock() {
        return clock;
    }

    /**
     * Whether answers flow.
     *
     * @return is told how each request ended
     */
    public Pulse pulse() {
        return pulse;
    }

    /**
     * Waits a minute at most until requests that were sent after a moment have good answers, some in a row.
     *
     * @param afterMillis the moment, by the clock of the history
     * @return when the first of them came
     * @throws AssertionError if they do not
     * @throws Exception if the wait is interrupted
     */
    public long awaitAnswers(long afterMillis) throws Exception {
        return await("answers", () -> pulse.flowsSince(afterMillis));
    }

    /**
     * Waits a minute at most until all is as it was before any fault.
     *
     * @return when it was
     * @throws AssertionError if it is not
     * @throws Exception if the wait is interrupted
     */
    public long awaitSettled() throws Exception {
        return await("settled site", () -> site.isSettled() ? Optional.of(clock.millis()) : Optional.empty());
    }

    private static long await(String what, Callable<Optional<Long>> moment) throws Exception {
        return Eventually.within(PATIENCE, what, moment, Optional::isPresent).orElseThrow();
    }

    /** Waits until every request has ended. */
    public void endLoad() {
        load.close();
    }

    /**
     * What clients saw so far.
     *
     * @return the history
     * @throws IOException if it can't be read
     */
    public List<Event> events() throws IOException {
        return JsonLines.read(history, Event.class);
    }

    /**
     * Holds what clients saw against what is promised.
     *
     * @param schedule what was done meanwhile
     * @return what the checker counted
     * @throws IOException if the history can't be read
     */
    public Verdict check(List<FaultRecord> schedule) throws IOException {
        return Checker.check(
                events(),
                schedule,
                IntStream.rangeClosed(1, StampModel.VERSIONS).boxed().collect(Collectors.toSet()),
                TOLERANCE.toMillis());
    }

    @Override
    public void close() throws IOException {
        load.close();
        site.close();
        events.close();
    }
}
