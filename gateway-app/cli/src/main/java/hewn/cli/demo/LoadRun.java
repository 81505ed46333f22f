package hewn.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Sends every test image by itself, from several clients at a time, as clients of TensorFlow Serving do.
 */
public final class LoadRun {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final URI predict;
    private final Digits digits;
    private final int clients;
    private final JsonMapper mapper = new JsonMapper();
    private final HttpClient http;

    /**
     * A run that has not begun.
     *
     * @param predict where requests are posted
     * @param digits has the images
     * @param clients how many requests are under way at a time
     */
    public LoadRun(URI predict, Digits digits, int clients) {
        this.predict = predict;
        this.digits = digits;
        this.clients = clients;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /**
     * Sends the images and waits for all answers.
     *
     * @param progress is told how many images are answered
     * @return what came of it
     * @throws InterruptedException if the thread is interrupted
     */
    public LoadResult run(IntConsumer progress) throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(clients);
        try {
            long begun = System.nanoTime();
            List<Future<Reply>> pending = IntStream.range(0, digits.count())
                    .mapToObj(image -> executor.submit(() -> ask(image)))
                    .toList();
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> reply : pending) {
                replies.add(get(reply));
                progress.accept(replies.size());
            }
            return result(replies, (System.nanoTime() - begun) / 1e9);
        } finally {
            executor.shutdownNow();
        }
    }

    private static Reply get(Future<Reply> reply) throws InterruptedException {
        try {
            return reply.get();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a client failed", broken.getCause());
        }
    }

    private LoadResult result(List<Reply> replies, double seconds) {
        List<Reply> answers = replies.stream().filter(r -> r.error().isEmpty()).toList();
        return new LoadResult(
                answers.size(),
                replies.size() - answers.size(),
                (int) answers.stream().filter(Reply::right).count(),
                seconds,
                answers.stream().map(Reply::seconds).sorted().toList(),
                replies.stream().flatMap(r -> r.error().stream()).findFirst());
    }

    private Reply ask(int image) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(predict)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"instances\":[" + digits.json(image) + "]}"))
                .build();
        long begun = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            double seconds = (System.nanoTime() - begun) / 1e9;
            return response.statusCode() == 200
                    ? new Reply(digits.isRight(image, scores(response.body())), seconds, Optional.empty())
                    : Reply.failed("HTTP status " + response.statusCode() + ": " + response.body());
        } catch (IOException failed) {
            return Reply.failed(failed.toString());
        }
    }

    private double[] scores(String body) throws IOException {
        JsonNode row = mapper.readTree(body).path("predictions").path(0);
        return StreamSupport.stream(row.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /** What came back for one image. */
    private record Reply(boolean right, double seconds, Optional<String> error) {
        static Reply failed(String error) {
            return new Reply(false, 0, Optional.of(error));
        }
    }
}
