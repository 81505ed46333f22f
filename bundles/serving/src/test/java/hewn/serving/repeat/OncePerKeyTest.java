package hewn.serving.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.serving.exchange.Deadline;
import hewn.serving.exchange.Endpoint;
import hewn.serving.exchange.HttpCall;
import hewn.serving.exchange.Problem;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.RequestException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests a key counts for. */
final class OncePerKeyTest {
    private static final Reply ANSWER = KeyedProtocol.reply("answer");
    private static final Endpoint.Command COMMAND = (body, deadline) -> CompletableFuture.completedFuture(ANSWER);
    private static final Endpoint QUERY = new Endpoint.Query(() -> ANSWER);
    private static final Endpoint CHANGE = new Endpoint.Action(COMMAND);
    private static final Endpoint COMPUTATION = Endpoint.Action.repeatable(COMMAND);

    private static Endpoint found(Retention retention, Endpoint endpoint, Map<String, String> headers)
            throws RequestException {
        return new OncePerKey(() -> retention)
                .guard(Map.of("v2", call -> endpoint))
                .get("v2")
                .find(new HttpCall("POST", KeyedProtocol.PATH, name -> Optional.ofNullable(headers.get(name))));
    }

    private static Endpoint found(Endpoint endpoint, String key) throws RequestException {
        return found(Retention.DEFAULT, endpoint, Map.of(IdempotencyKey.HEADER, key));
    }

    @Test
    void whatHasNoKeyPassesAsItIs() throws Exception {
        assertThat(found(Retention.DEFAULT, COMPUTATION, Map.of())).isSameAs(COMPUTATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "", "ill formed"})
    void whatIsNoComputationPassesAsItIsWhateverItsKey(String key) throws Exception {
        assertThat(found(QUERY, key)).isSameAs(QUERY);
        assertThat(found(CHANGE, key)).isSameAs(CHANGE);
    }

    @Test
    void withoutATimeAllKeysAreIgnored() throws Exception {
        Retention none = new Retention(Duration.ZERO, 1 << 20);
        assertThat(found(none, COMPUTATION, Map.of(IdempotencyKey.HEADER, ""))).isSameAs(COMPUTATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "grün", "tab\there"})
    void refusesKeysThatAreIllFormed(String key) {
        assertThatThrownBy(() -> found(COMPUTATION, key))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.INVALID_ARGUMENT))
                .hasMessageContaining("header 'Idempotency-Key' is 1 to 255 visible ASCII characters")
                .hasMessageContaining("but got " + key.length() + ": '" + key + "'");
    }

    @Test
    void takesKeysOfUpTo255Characters() throws Exception {
        assertThat(found(COMPUTATION, "!~".repeat(127) + "k")).isNotSameAs(COMPUTATION);
        assertThatThrownBy(() -> found(COMPUTATION, "k".repeat(256)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("but got 256: ")
                .hasMessageNotContaining("k".repeat(100));
    }

    @Test
    void everyKeyIsComputedOnceHoweverManyThreadsSendIt() throws Exception {
        AtomicInteger computations = new AtomicInteger();
        Endpoint counting = Endpoint.Action.repeatable((body, deadline) ->
                CompletableFuture.supplyAsync(() -> KeyedProtocol.reply("answer " + computations.incrementAndGet())));
        OncePerKey once = new OncePerKey(() -> Retention.DEFAULT);
        var protocol = once.guard(Map.of("v2", call -> counting)).get("v2");

        List<String> answers = IntStream.range(0, 1000)
                .parallel()
                .mapToObj(i -> {
                    HttpCall call = new HttpCall("POST", "/v2", name -> Optional.of("k" + i % 50));
                    return answer(() -> protocol.find(call));
                })
                .toList();

        assertThat(computations).hasValue(50);
        assertThat(answers).doesNotContain("").hasSize(1000);
        assertThat(answers.stream().distinct()).hasSize(50);
        for (int i = 50; i < 1000; i++) {
            assertThat(answers.get(i)).isEqualTo(answers.get(i - 50));
        }
    }

    private interface Finder {
        Endpoint find() throws RequestException;
    }

    private static String answer(Finder finder) {
        try {
            Endpoint.Action action = (Endpoint.Action) finder.find();
            Deadline deadline = Deadline.in(Duration.ofSeconds(20), System::nanoTime);
            return KeyedProtocol.text(action.command()
                    .begin(ByteBuffer.allocate(8), deadline)
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS));
        } catch (Exception failure) { // a stream has no other way to tell
            throw new AssertionError(failure);
        }
    }
}
