package hewn.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the cases against a server and prints how it did.
 *
 * <p>{@code java -jar hewn.conformance.jar URL [--model NAME] [--version N] [--only v1|v2]}; the exit status is 0 if
 * every case passed.
 */
public final class Conformance {
    private static final String USAGE = "usage: conformance URL [--model NAME] [--version N] [--only v1|v2]";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final PrintStream out;

    /**
     * Holds a server against the protocols.
     *
     * @param server its address, such as {@code http://127.0.0.1:8501}
     * @param out takes the report
     */
    public Conformance(URI server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    /**
     * All cases of both protocols.
     *
     * @param model the name under which half plus three is served
     * @param version the version that is served
     * @return in order
     */
    public static List<Case> all(String model, String version) {
        List<Case> cases = new ArrayList<>(new TensorFlowServingCases(model, version).cases());
        cases.addAll(new OpenInferenceCases(model, version).cases());
        cases.addAll(new BinaryCases(model).cases());
        return List.copyOf(cases);
    }

    /**
     * Runs cases one after another.
     *
     * @param cases in order
     * @return how many failed
     * @throws InterruptedException if the thread is interrupted
     */
    public int run(List<Case> cases) throws InterruptedException {
        int failed = 0;
        for (Case one : cases) {
            Optional<String> fault = fault(one);
            failed += fault.isPresent() ? 1 : 0;
            out.println((fault.isPresent() ? "FAIL " : "ok   ") + one.path().substring(1, 3) + " " + one.name()
                    + fault.map(text -> "\n       " + one.method() + " " + one.path() + ": " + excerpt(text))
                            .orElse(""));
        }
        out.println((cases.size() - failed) + " passed, " + failed + " failed");
        return failed;
    }

    private Optional<String> fault(Case one) throws InterruptedException {
        try {
            return one.run(client, server);
        } catch (IOException noAnswer) {
            return Optional.of("no answer: " + noAnswer);
        }
    }

    private static String excerpt(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "...";
    }

    /**
     * Runs the cases that were asked for.
     *
     * @param args a server's address and options
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        if (args.length % 2 == 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        String model = option(args, "--model").orElse("half_plus_three");
        String version = option(args, "--version").orElse("1");
        String only = option(args, "--only").map(v -> "/" + v).orElse("/");
        List<Case> cases = all(model, version).stream()
                .filter(one -> one.path().startsWith(only))
                .toList();
        System.exit(new Conformance(URI.create(args[0]), System.out).run(cases) == 0 ? 0 : 1);
    }

    private static Optional<String> option(String[] args, String name) {
        for (int i = 1; i + 1 < args.length; i += 2) {
            if (args[i].equals(name)) {
                return Optional.of(args[i + 1]);
            }
        }
        return Optional.empty();
    }
}
