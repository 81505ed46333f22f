package hewn.serving.http;

import hewn.serving.exchange.Deadline;
import hewn.serving.exchange.Endpoint;
import hewn.serving.exchange.HttpCall;
import hewn.serving.exchange.Problem;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.RequestException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request, from its headers to the last byte of its reply.
 */
final class Exchange {
    /** How much of a body that nobody wants is read before the connection is closed. */
    private static final long DRAINED_BYTES = 256L << 20;

    /** How long it is read. */
    private static final long DRAINED_SECONDS = 10;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncContext context;
    private final ReadingGate gate;
    private final int maxBodyBytes;
    private final AtomicBoolean completed = new AtomicBoolean();
    private volatile boolean read;

    Exchange(HttpServletRequest request, HttpServletResponse response, ReadingGate gate, int maxBodyBytes) {
        this.request = request;
        this.response = response;
        this.gate = gate;
        this.maxBodyBytes = maxBodyBytes;
        this.context = request.startAsync(request, response);
        context.setTimeout(0); // deadlines are ours, and come with an answer
    }

    /** What finds an endpoint. */
    @FunctionalInterface
    interface Finder {
        Endpoint find() throws RequestException;
    }

    void run(Finder finder, DeadlineHeaders deadlines, HttpCall call) throws IOException {
        try {
            Deadline deadline = deadlines.deadline(call);
            Endpoint endpoint = finder.find();
            if (endpoint instanceof Endpoint.Query query) {
                writeUnread(reply(query.answer()));
            } else if (endpoint instanceof Endpoint.Action action) {
                readAndAnswer(action.command(), deadline);
            }
        } catch (RequestException refused) {
            writeUnread(Errors.reply(refused));
        }
    }

    /** A reply that needs no body. It is read all the same, within reason, else the reply could be lost. */
    private void writeUnread(Reply reply) throws IOException {
        long announced = request.getContentLengthLong();
        boolean chunked = request.getHeader("Transfer-Encoding") != null;
        if (announced <= 0 && !chunked) {
            write(reply, this::complete);
        } else if (announced > DRAINED_BYTES || request.getHeader("Expect") != null) {
            write(closing(reply), this::complete);
        } else {
            new BodyDrain(request.getInputStream(), DRAINED_BYTES)
                    .drain()
                    .completeOnTimeout(false, DRAINED_SECONDS, TimeUnit.SECONDS)
                    .thenAccept(drained -> writeOrEnd(drained ? reply : closing(reply), this::complete));
        }
    }

    /** Tells the client that the connection ends, because what is left of the body stays unread. */
    private static Reply closing(Reply reply) {
        return reply.with("Connection", "close");
    }

    private static Reply reply(Endpoint.Answer answer) {
        try {
            return answer.reply();
        } catch (RequestException | RuntimeException failure) { // what answers asks services of other bundles
            return Errors.reply(failure);
        }
    }

    private void readAndAnswer(Endpoint.Command command, Deadline deadline) throws IOException, RequestException {
        requirePlainBody();
        Duration remaining = deadline.remaining();
        long announced = request.getContentLengthLong();
        ReadingGate.Pass pass = gate.enter(); // from here on nothing but finish() ends the exchange
        ServletInputStream input = input(pass);
        new BodyReader(input, pass, maxBodyBytes, announced < 0 ? maxBodyBytes : announced)
                .read()
                .orTimeout(remaining.toNanos(), TimeUnit.NANOSECONDS)
                .thenCompose(body -> answer(command, body, deadline, pass))
                .whenComplete((reply, failure) -> finish(reply, failure, deadline, pass));
    }

    /** Asking for the input tells a client that waits for it to go on, so this comes once the request is let in. */
    private ServletInputStream input(ReadingGate.Pass pass) throws IOException {
        try {
            return request.getInputStream();
        } catch (IOException gone) {
            pass.leave();
            throw gone;
        }
    }

    private void requirePlainBody() throws RequestException {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new RequestException(
                    Problem.UNSUPPORTED_ENCODING,
                    "Content-Encoding '" + encoding + "' is not supported; send the body as it is");
        }
        if (request.getContentLengthLong() > maxBodyBytes) {
            throw BodyReader.tooLarge(maxBodyBytes);
        }
    }

    private CompletionStage<Reply> answer(
            Endpoint.Command command, ByteBuffer body, Deadline deadline, ReadingGate.Pass pass) {
        read = true;
        try {
            return command.begin(body, deadline);
        } catch (RequestException refused) {
            return CompletableFuture.failedFuture(refused);
        } finally {
            pass.parsed();
        }
    }

    private void finish(Reply reply, Throwable failure, Deadline deadline, ReadingGate.Pass pass) {
        Runnable end = () -> {
            pass.leave();
            complete();
        };
        Reply answer = failure == null ? reply : refusal(failure, deadline);
        writeOrEnd(read ? answer : closing(answer), end);
    }

    private void writeOrEnd(Reply reply, Runnable end) {
        try {
            write(reply, end);
        } catch (IOException | IllegalStateException gone) { // the client, and with it the exchange
            end.run();
        }
    }

    private static Reply refusal(Throwable failure, Deadline deadline) {
        boolean late = failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException;
        return late ? Errors.reply(deadline.exceeded()) : Errors.reply(failure);
    }

    private void write(Reply reply, Runnable end) throws IOException {
        new ReplyWriter(reply, response, end).write();
    }

    private void complete() {
        if (completed.compareAndSet(false, true)) {
            context.complete();
        }
    }
}
