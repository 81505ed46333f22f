package hewn.itests.chaos;

import hewn.itests.chaos.fault.Fault;
import hewn.itests.chaos.fault.FaultDeck;
import hewn.itests.chaos.fault.Injection;
import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.history.FaultRecord;
import hewn.itests.chaos.history.JsonLines;
import hewn.itests.chaos.site.BrokerProcess;
import hewn.itests.chaos.site.ChaosSite;
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

/** One run: starts a site, puts it under load, strikes it again and again, and has the checker read what clients saw. */
public final class ChaosRun {
    private static final int LONGEST_HOLD_MILLIS = 8000;
    private static final int SHORTEST_HOLD_MILLIS = 500;
    private static final int TAIL_LINES = 40;

    private final ChaosOptions options;
    private final Consumer<String> output;
    private final Random random;
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
        try (LoadedSite loaded = new LoadedSite(options.folder(), options.devices(), options.separateBroker())) {
            ChaosSite site = loaded.site();
            output.accept("processes " + site.pids() + ", broker "
                    + site.broker().map(BrokerProcess::program).orElse("of the gateway"));
            Map<String, Long> before = resident(site);
            strikeAll(loaded);
            Map<String, Long> after = resident(site);
            loaded.endLoad();
            return new ChaosReport(schedule, loaded.check(schedule), before, after);
        }
    }

    private void strikeAll(LoadedSite loaded) throws Exception {
        FaultDeck deck = new FaultDeck(loaded.site(), random, options.kinds());
        long end = loaded.clock().millis() + options.length().toMillis();
        boolean overcome = true;
        try (JsonLines<FaultRecord> file = new JsonLines<>(options.folder().resolve("schedule.jsonl"))) {
            while (overcome && loaded.clock().millis() < end) {
                FaultRecord fault = strike(loaded, deck.deal());
                schedule.add(fault);
                file.write(fault);
                output.accept(ChaosReport.line(fault));
                overcome = fault.isOvercome();
            }
        }
        if (!overcome) {
            output.accept(loaded.site().logTails(TAIL_LINES));
        }
    }

    private FaultRecord strike(LoadedSite loaded, FaultDeck.Dealt dealt) {
        Fault fault = dealt.fault();
        List<String> problems = new ArrayList<>();
        long hold = SHORTEST_HOLD_MILLIS + random.nextInt(LONGEST_HOLD_MILLIS - SHORTEST_HOLD_MILLIS);
        long injected = loaded.clock().millis();
        loaded.pulse().watch(injected);
        Injection injection = inject(fault, problems);
        boolean skipped = injection instanceof Injection.Skipped;
        if (!skipped) {
            heal(fault, hold, problems);
        }
        long healed = loaded.clock().millis();
        Optional<Long> recovered = skipped ? Optional.of(healed) : attempt(() -> loaded.awaitAnswers(healed));
        Optional<Long> settled = skipped ? Optional.of(healed) : attempt(loaded::awaitSettled);
        return new FaultRecord(
                schedule.size() + 1,
                dealt.kind().toString(),
                injection.detail(),
                skipped,
                fault.allowance(),
                injected,
                healed,
                recovered,
                settled,
                loaded.pulse().longestGapMillis(recovered.orElseGet(loaded.clock()::millis)),
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

    private static Optional<Long> attempt(Callable<Long> moment) {
        try {
            return Optional.of(moment.call());
        } catch (Exception | AssertionError late) {
            // The record tells so.
            return Optional.empty();
        }
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
