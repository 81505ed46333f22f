package hewn.itests.chaos;

import hewn.itests.chaos.fault.Fault;
import hewn.itests.chaos.fault.FaultDeck;
import hewn.itests.chaos.fault.Injection;
import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.history.Checker;
import hewn.itests.chaos.history.Event;
import hewn.itests.chaos.history.FaultRecord;
import hewn.itests.chaos.history.JsonLines;
import hewn.itests.chaos.history.Verdict;
import hewn.itests.chaos.load.Load;
import hewn.itests.chaos.load.Pulse;
import hewn.itests.chaos.load.RunClock;
import hewn.itests.chaos.site.BrokerProcess;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.support.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One run: starts a site, puts it under load, strikes it again and again, and has the checker read what clients saw. */
public final class ChaosRun {
    private static final int CLIENTS = 4;
    private static final double REQUESTS_PER_SECOND = 50;
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LONGEST_HOLD_MILLIS = 8000;
    private static final int SHORTEST_HOLD_MILLIS = 500;
    private static final int TAIL_LINES = 40;

    private final ChaosOptions options;
    private final Consumer<String> output;
    private final Random random;
    private final RunClock clock = new RunClock();
    private final Pulse pulse = new Pulse();
    private final List<FaultRecord> schedule = new ArrayList<>();

    /**
     * A run that has not begun.
     *
     * @param options how it is to be
     * @param output takes lines for people
     */
    public ChaosRun(ChaosOptions options, Consumer<String> output) {
        this.options = options;
        this.output = output;
        this.random = new Random(options.seed());
    }

    /**
     * Runs; ends after the first fault that the site does not overcome.
     *
     * @return what came of it
     * @throws Exception if the site or the load can't be started
     */
    public ChaosReport run() throws Exception {
        output.accept("seed " + options.seed() + ", everything in " + options.folder());
        Path history = Files.createDirectories(options.folder()).resolve("history.jsonl");
        Map<String, Long> before;
        Map<String, Long> after;
        try (ChaosSite site = new ChaosSite(options.folder(), options.devices(), options.separateBroker());
                JsonLines<Event> events = new JsonLines<>(history)) {
            output.accept("processes " + site.pids() + ", broker "
                    + site.broker().map(BrokerProcess::program).orElse("of the gateway"));
            Load load = new Load(site.predict(), CLIENTS, REQUESTS_PER_SECOND, DEADLINE, events, clock, pulse);
            try {
                await("the first answers", () -> pulse.flowsSince(0));
                before = resident(site);
                strikeAll(site);
                after = resident(site);
            } finally {
                load.close();
            }
        }
        Verdict verdict = Checker.check(
                JsonLines.read(history, Event.class),
                schedule,
                IntStream.rangeClosed(1, ChaosSite.VERSIONS).boxed().collect(Collectors.toSet()),
                TOLERANCE.toMillis());
        return new ChaosReport(schedule, verdict, before, after);
    }

    private void strikeAll(ChaosSite site) throws Exception {
        FaultDeck deck = new FaultDeck(site, random, options.kinds());
        long end = clock.millis() + options.length().toMillis();
        boolean overcome = true;
        try (JsonLines<FaultRecord> file = new JsonLines<>(options.folder().resolve("schedule.jsonl"))) {
            while (overcome && clock.millis() < end) {
                FaultRecord fault = strike(site, deck.deal());
                schedule.add(fault);
                file.write(fault);
                output.accept(ChaosReport.line(fault));
                overcome = fault.isOvercome();
            }
        }
        if (!overcome) {
            output.accept(site.logTails(TAIL_LINES));
        }
    }

    private FaultRecord strike(ChaosSite site, Fault fault) {
        List<String> problems = new ArrayList<>();
        long hold = SHORTEST_HOLD_MILLIS + random.nextInt(LONGEST_HOLD_MILLIS - SHORTEST_HOLD_MILLIS);
        long injected = clock.millis();
        pulse.watch(injected);
        Injection injection = inject(fault, problems);
        boolean skipped = injection instanceof Injection.Skipped;
        if (!skipped) {
            heal(fault, hold, problems);
        }
        long healed = clock.millis();
        Optional<Long> recovered = skipped ? Optional.of(healed) : attempt(() -> pulse.flowsSince(healed));
        Optional<Long> settled = skipped ? Optional.of(healed) : attempt(() -> settled(site));
        return new FaultRecord(
                schedule.size() + 1,
                fault.name(),
                injection.detail(),
                skipped,
                fault.allowance(),
                injected,
                healed,
                recovered,
                settled,
                pulse.longestGapMillis(recovered.orElseGet(clock::millis)),
                problems);
    }

    private static Injection inject(Fault fault, List<String> problems) {
        try {
            return fault.inject();
        } catch (Exception | AssertionError misbehaved) {
            // Whatever a fault meets is what it is there to find.
            problems.add("injected: " + misbehaved);
            return new Injection.Done("");
        }
    }

    private static void heal(Fault fault, long holdMillis, List<String> problems) {
        if (fault.allowance() != Allowance.NOTHING) {
            LockSupport.parkNanos(Duration.ofMillis(holdMillis).toNanos());
        }
        try {
            fault.heal();
        } catch (Exception | AssertionError misbehaved) {
            // As above.
            problems.add("healed: " + misbehaved);
        }
    }

    private Optional<Long> settled(ChaosSite site) {
        return site.isSettled() ? Optional.of(clock.millis()) : Optional.empty();
    }

    private static Optional<Long> attempt(Callable<Optional<Long>> moment) {
        try {
            return await("recovery", moment);
        } catch (Exception | AssertionError late) {
            // The record tells so.
            return Optional.empty();
        }
    }

    private static Optional<Long> await(String what, Callable<Optional<Long>> moment) throws Exception {
        return Eventually.within(PATIENCE, what, moment, Optional::isPresent);
    }

    private static Map<String, Long> resident(ChaosSite site) throws IOException {
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (Map.Entry<String, Long> process : site.pids().entrySet()) {
            bytes.put(process.getKey(), residentBytes(process.getValue()));
        }
        return bytes;
    }

    private static long residentBytes(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
