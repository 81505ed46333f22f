package hewn.serving.repeat;

import static hewn.serving.repeat.KeyedProtocol.failure;
import static hewn.serving.repeat.KeyedProtocol.get;
import static hewn.serving.repeat.KeyedProtocol.isReplayed;
import static hewn.serving.repeat.KeyedProtocol.reply;
import static hewn.serving.repeat.KeyedProtocol.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import hewn.serving.exchange.Problem;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.ReplyBody;
import hewn.serving.exchange.RequestException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request hears whose key is known. */
final class RepeatsTest {
    private final KeyedProtocol protocol = new KeyedProtocol(Retention.DEFAULT);

    @Test
    void repeatsAReplyAsOftenAsItIsAskedFor() throws Exception {
        Reply first = protocol.computed("k", "body", "answer");
        assertThat(isReplayed(first)).isFalse();
        assertThat(text(first)).isEqualTo("answer");
        for (int i = 0; i < 3; i++) {
            Reply repeated = get(protocol.send("k", "body"));
            assertThat(repeated.status()).isEqualTo(200);
            assertThat(repeated.headers()).containsAllEntriesOf(first.headers());
            assertThat(isReplayed(repeated)).isTrue();
            assertThat(text(repeated)).isEqualTo("answer");
        }
        assertThat(protocol.computations()).isEqualTo(1);
    }

    @Test
    void repetitionsWaitForTheComputationThatIsUnderWay() throws Exception {
        CompletableFuture<Reply> first = protocol.send("k", "body");
        CompletableFuture<Reply> second = protocol.send("k", "body");
        CompletableFuture<Reply> third = protocol.send("k", "body");
        assertThat(List.of(first, second, third)).noneMatch(CompletableFuture::isDone);

        protocol.computation().complete(reply("answer"));

        assertThat(isReplayed(get(first))).isFalse();
        for (CompletableFuture<Reply> reply : List.of(second, third)) {
            assertThat(isReplayed(get(reply))).isTrue();
            assertThat(text(get(reply))).isEqualTo("answer");
        }
        assertThat(text(get(first))).isEqualTo("answer");
        assertThat(protocol.computations()).isEqualTo(1);
    }

    @Test
    void aRepetitionWaitsNoLongerThanItsOwnDeadlineAndDisturbsNothing() throws Exception {
        CompletableFuture<Reply> first = protocol.send("k", "body");

        Throwable late = failure(protocol.send("k", "body", Duration.ofMillis(20)));

        assertThat(late)
                .asInstanceOf(type(RequestException.class))
                .returns(Problem.DEADLINE_EXCEEDED, RequestException::problem);
        assertThat(late).hasMessageContaining("the deadline of 20 ms");
        protocol.computation().complete(reply("answer"));
        assertThat(text(get(first))).isEqualTo("answer");
        assertThat(protocol.computations()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        KeyedProtocol.PATH + ",8,other body",
        "/v2/models/other/infer,8,body",
        KeyedProtocol.PATH + ",9,body",
    })
    void refusesTheKeyOfAnotherRequest(String path, String jsonLength, String body) throws Exception {
        Duration deadline = Duration.ofMinutes(1);
        protocol.send(KeyedProtocol.PATH, headers("k", "8"), "body", deadline);
        assertConflict(protocol.send(path, headers("k", jsonLength), body, deadline));

        protocol.computation().complete(reply("answer"));

        assertConflict(protocol.send(path, headers("k", jsonLength), body, deadline));
        assertThat(protocol.computations()).isEqualTo(1);
    }

    private static Map<String, String> headers(String key, String jsonLength) {
        return Map.of(IdempotencyKey.HEADER, key, "Inference-Header-Content-Length", jsonLength);
    }

    private static void assertConflict(CompletableFuture<Reply> reply) throws Exception {
        Throwable refused = failure(reply);
        assertThat(refused)
                .asInstanceOf(type(RequestException.class))
                .returns(Problem.CONFLICT, RequestException::problem);
        assertThat(refused)
                .hasMessageContaining("'Idempotency-Key' is 'k'")
                .hasMessageContaining("give every other request a key of its own");
    }

    @Test
    void whateverAFirstRequestFailsWithIsForgotten() throws Exception {
        for (Throwable cause : List.of(
                RequestException.invalid("no such input"),
                new TimeoutException("late"),
                new IllegalStateException("a fault"),
                new NoClassDefFoundError("an error"))) {
            CompletableFuture<Reply> first = protocol.send("k", "body");
            protocol.computation().completeExceptionally(cause);
            assertThat(failure(first)).isSameAs(cause);
        }
        assertThat(isReplayed(protocol.computed("k", "body", "answer"))).isFalse();
        assertThat(protocol.keeps("k", "body")).isTrue();
    }

    @Test
    void aReplyThatIsNoSuccessIsGivenAndForgotten() throws Exception {
        CompletableFuture<Reply> first = protocol.send("k", "body");
        protocol.computation().complete(new Reply(503, Map.of(), ReplyBody.of()));
        assertThat(get(first).status()).isEqualTo(503);
        assertThat(protocol.keeps("k", "body")).isFalse();
    }

    @Test
    void aReplyThatCantBeMadeIsForgotten() throws Exception {
        CompletableFuture<Reply> first = protocol.send("k", "body");
        protocol.computation().complete(Reply.json(() -> {
            throw new IOException("half of it");
        }));
        assertThat(failure(first)).hasRootCauseMessage("half of it");
        assertThat(protocol.keeps("k", "body")).isFalse();
    }

    @Test
    void repetitionsOfAFailureAreComputedByThemselvesOneForAll() throws Exception {
        CompletableFuture<Reply> first = protocol.send("k", "body");
        CompletableFuture<Reply> second = protocol.send("k", "body");
        CompletableFuture<Reply> third = protocol.send("k", "body");

        protocol.computation().completeExceptionally(new TimeoutException("the deadline of the first"));
        assertThat(failure(first)).isInstanceOf(TimeoutException.class);
        assertThat(List.of(second, third)).noneMatch(CompletableFuture::isDone);
        protocol.computation().complete(reply("answer"));

        assertThat(text(get(second))).isEqualTo("answer");
        assertThat(text(get(third))).isEqualTo("answer");
        assertThat(protocol.computations()).isEqualTo(2);
    }

    @Test
    void noMoreRequestsAreUnderWayThanMayBe() throws Exception {
        List<CompletableFuture<Reply>> waiting = new ArrayList<>();
        for (int i = 0; i < Repeats.MAX_UNDER_WAY; i++) {
            waiting.add(protocol.send("k", "body"));
        }
        CompletableFuture<Reply> refused = attempt("other");
        assertThat(failure(refused))
                .asInstanceOf(type(RequestException.class))
                .returns(Problem.OVERLOADED, RequestException::problem);

        protocol.computation().complete(reply("answer"));

        assertThat(waiting).allMatch(CompletableFuture::isDone);
        assertThat(text(protocol.computed("other", "body", "answer"))).isEqualTo("answer");
    }

    private CompletableFuture<Reply> attempt(String key) {
        try {
            return protocol.send(key, "body");
        } catch (RequestException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }
}
