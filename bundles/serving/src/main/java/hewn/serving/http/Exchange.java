package hewn.serving.http;

import hewn.serving.exchange.Deadline;
import hewn.serving.exchange.Endpoint;
import hewn.serving.exchange.HttpCall;
import hewn.serving.exchange.Problem;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.RequestException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request, from its headers to the last byte of its reply.
 */
final class Exchange {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncContext context;
    private final ReadingGate gate;
    private final int maxBodyBytes;
    private final AtomicBoolean completed = new AtomicBoolean();

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
                write(reply(query.answer()), this::complete);
            } else if (endpoint instanceof Endpoint.Action action) {
                readAndAnswer(action.command(), deadline);
            }
        } catch (RequestException refused) {
            write(Errors.reply(refused), this::complete);
        }
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
        ReadingGate.Pass pass = gate.enter();
        long announced = request.getContentLengthLong();
        new BodyReader(request.getInputStream(), pass, maxBodyBytes, announced < 0 ? maxBodyBytes : announced)
                .read()
                .orTimeout(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)
                .thenCompose(body -> answer(command, body, deadline, pass))
                .whenComplete((reply, failure) -> finish(reply, failure, deadline, pass));
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

    private static CompletionStage<Reply> answer(
            Endpoint.Command command, ByteBuffer body, Deadline deadline, ReadingGate.Pass pass) {
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
        try {
            write(failure == null ? reply : refusal(failure, deadline), end);
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
