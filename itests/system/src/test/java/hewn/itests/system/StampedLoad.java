package hewn.itests.system;

import hewn.itests.support.GatewayProcess;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Clients that ask a version stamp again and again. Version k answers x with x · 10⁶ + kkkkkk, so that each answer tells
 * which version computed each of its stages.
 */
final class StampedLoad implements AutoCloseable {
    private static final Pattern ANSWER =
            Pattern.compile("\\{\"predictions\":\\[([0-9.E]+),([0-9.E]+)]}", Pattern.CASE_INSENSITIVE);

    private final GatewayProcess gateway;
    private final String path;
    private final List<Thread> clients;
    private final Map<Long, AtomicLong> answers = new TreeMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    StampedLoad(GatewayProcess gateway, String path, int clients) {
        this.gateway = gateway;
        this.path = path;
        for (long version = 1; version <= 9; version++) {
            answers.put(version, new AtomicLong());
        }
        this.clients = IntStream.range(0, clients)
                .mapToObj(i -> new Thread(this::ask, "client-" + i))
                .toList();
        this.clients.forEach(Thread::start);
    }

    /** How many answers a version has given so far. */
    long answersOf(long version) {
        return answers.get(version).get();
    }

    long all() {
        return answers.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** What was no answer of one version. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    private void ask() {
        while (!ended) {
            try {
                int x = ThreadLocalRandom.current().nextInt(100_000);
                answers.get(version(gateway, path, x)).incrementAndGet();
            } catch (Exception | AssertionError fault) {
                faults.add(fault.toString());
            }
        }
    }

    /** Which version answers a request. */
    static long version(GatewayProcess gateway, String path, int x) throws Exception {
        HttpResponse<String> response = gateway.post(path, "{\"instances\":[" + x + ".0," + (x + 1) + ".0]}");
        Matcher answer = ANSWER.matcher(response.body().replaceAll("\\s", ""));
        if (response.statusCode() != 200 || !answer.matches()) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        long first = stamp(answer.group(1), x);
        long second = stamp(answer.group(2), x + 1);
        if (first != second || first % 111_111 != 0) {
            throw new AssertionError("mixed: " + x + " → " + response.body());
        }
        return first / 111_111;
    }

    private static long stamp(String answer, int x) {
        return (long) Double.parseDouble(answer) - 1_000_000L * x;
    }

    /** The clients end after their last requests. */
    @Override
    public void close() {
        ended = true;
        try {
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
