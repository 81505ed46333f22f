package hewn.serving.repeat;

import hewn.serving.exchange.Deadline;
import hewn.serving.exchange.Endpoint;
import hewn.serving.exchange.HttpCall;
import hewn.serving.exchange.HttpProtocol;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.ReplyBody;
import hewn.serving.exchange.RequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A protocol that knows keys, with a clock that stands until it is moved, and computations that a test ends. */
final class KeyedProtocol {
    static final String PATH = "/v2/models/m/infer";

    private final AtomicLong nanos = new AtomicLong();
    private final List<CompletableFuture<Reply>> computations = new CopyOnWriteArrayList<>();
    private final HttpProtocol protocol;

    KeyedProtocol(Retention retention) {
        Endpoint computes = Endpoint.Action.repeatable((body, deadline) -> begun());
        protocol = new OncePerKey(() -> retention, nanos::get, Runnable::run)
                .guard(Map.of("v2", call -> computes))
                .get("v2");
    }

    private CompletionStage<Reply> begun() {
        CompletableFuture<Reply> computation = new CompletableFuture<>();
        computations.add(computation);
        return computation;
    }

    int computations() {
        return computations.size();
    }

    /** The latest of all that began. */
    CompletableFuture<Reply> computation() {
        return computations.get(computations.size() - 1);
    }

    CompletableFuture<Reply> send(String key, String body) throws RequestException {
        return send(key, body, Duration.ofMinutes(1));
    }

    CompletableFuture<Reply> send(String key, String body, Duration deadline) throws RequestException {
        return send(PATH, Map.of(IdempotencyKey.HEADER, key), body, deadline);
    }

    CompletableFuture<Reply> send(String path, Map<String, String> headers, String body, Duration deadline)
            throws RequestException {
        HttpCall call = new HttpCall("POST", path, name -> Optional.ofNullable(headers.get(name)));
        ByteBuffer bytes = ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
        return ((Endpoint.Action) protocol.find(call))
                .command()
                .begin(bytes, Deadline.in(deadline, System::nanoTime))
                .toCompletableFuture();
    }

    /** Sends, and ends the computation that begins. */
    Reply computed(String key, String body, String answer) throws Exception {
        CompletableFuture<Reply> reply = send(key, body);
        computation().complete(reply(answer));
        return get(reply);
    }

    /** Whether a repetition needs no computation. */
    boolean keeps(String key, String body) throws RequestException {
        int before = computations();
        CompletableFuture<Reply> reply = send(key, body);
        if (computations() > before) {
            computation().completeExceptionally(RequestException.invalid("only a question"));
            return false;
        }
        return reply.isDone();
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    static Reply reply(String text) {
        return Reply.json(ReplyBody.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    static Reply get(CompletableFuture<Reply> reply) throws Exception {
        return reply.get(20, TimeUnit.SECONDS);
    }

    static Throwable failure(CompletableFuture<Reply> reply) throws Exception {
        try {
            throw new AssertionError("no failure, but " + get(reply));
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }

    static String text(Reply reply) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ReplyBody body = reply.body();
        for (Optional<ByteBuffer> piece = body.next(); piece.isPresent(); piece = body.next()) {
            byte[] bytes = new byte[piece.get().remaining()];
            piece.get().get(bytes);
            text.writeBytes(bytes);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    static boolean isReplayed(Reply reply) {
        return "true".equals(reply.headers().get(Repeats.REPLAYED));
    }
}
