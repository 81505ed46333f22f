package hewn.serving.repeat;

import static hewn.serving.repeat.KeptReplies.ENTRY_BYTES;
import static hewn.serving.repeat.KeyedProtocol.get;
import static hewn.serving.repeat.KeyedProtocol.reply;
import static hewn.serving.repeat.KeyedProtocol.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hewn.serving.exchange.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How long and how many replies are kept. */
final class RetentionTest {
    private static final Duration TIME = Duration.ofSeconds(10);

    private static KeyedProtocol keeping(long memoryBytes) {
        return new KeyedProtocol(new Retention(TIME, memoryBytes));
    }

    @Test
    void aReplyIsKeptForItsTimeWhateverIsAskedMeanwhile() throws Exception {
        KeyedProtocol protocol = keeping(1 << 20);
        protocol.computed("k", "body", "answer");
        protocol.pass(TIME.minusNanos(1));
        assertThat(protocol.keeps("k", "body")).isTrue();
        protocol.pass(Duration.ofNanos(1));
        assertThat(protocol.keeps("k", "body")).isFalse();
    }

    @Test
    void anExpiredKeyIsFreeForAnotherRequest() throws Exception {
        KeyedProtocol protocol = keeping(1 << 20);
        protocol.computed("k", "body", "answer");
        protocol.pass(TIME);
        assertThat(text(protocol.computed("k", "other body", "other answer"))).isEqualTo("other answer");
    }

    @Test
    void theTimeOfAReplyBeginsWhenItIsThere() throws Exception {
        KeyedProtocol protocol = keeping(1 << 20);
        CompletableFuture<Reply> slow = protocol.send("k", "body");
        protocol.pass(TIME.multipliedBy(2));
        protocol.computation().complete(reply("answer"));
        assertThat(text(get(slow))).isEqualTo("answer");
        assertThat(protocol.keeps("k", "body")).isTrue();
    }

    @Test
    void theOldestRepliesMakeRoomForNewOnes() throws Exception {
        KeyedProtocol protocol = keeping(3 * (ENTRY_BYTES + 100));
        for (String key : new String[] {"a", "b", "c"}) {
            protocol.computed(key, "body", "x".repeat(100));
        }
        assertThat(protocol.keeps("a", "body")).isTrue();

        protocol.computed("d", "body", "x".repeat(200));

        assertThat(protocol.keeps("a", "body")).isFalse();
        assertThat(protocol.keeps("b", "body")).isFalse();
        assertThat(protocol.keeps("c", "body")).isTrue();
        assertThat(protocol.keeps("d", "body")).isTrue();
    }

    @Test
    void emptyRepliesTakeRoomToo() throws Exception {
        KeyedProtocol protocol = keeping(10 * ENTRY_BYTES);
        for (int i = 0; i < 100; i++) {
            protocol.computed("k" + i, "body", "");
        }
        assertThat(protocol.keeps("k89", "body")).isFalse();
        for (int i = 90; i < 100; i++) {
            assertThat(protocol.keeps("k" + i, "body")).isTrue();
        }
    }

    @Test
    void expiredRepliesGiveTheirRoomBack() throws Exception {
        KeyedProtocol protocol = keeping(2 * ENTRY_BYTES);
        for (int round = 0; round < 5; round++) {
            protocol.computed("a", "body", "");
            protocol.computed("b", "body", "");
            assertThat(protocol.keeps("a", "body")).isTrue();
            protocol.pass(TIME);
        }
    }

    @Test
    void aReplyLargerThanAllRoomGoesToThoseWhoWaitAndPushesNothingOut() throws Exception {
        KeyedProtocol protocol = keeping(2 * ENTRY_BYTES);
        protocol.computed("small", "body", "x");
        CompletableFuture<Reply> first = protocol.send("large", "body");
        CompletableFuture<Reply> second = protocol.send("large", "body");
        String large = "x".repeat(2 * ENTRY_BYTES);
        protocol.computation().complete(reply(large));

        assertThat(text(get(first))).isEqualTo(large);
        assertThat(text(get(second))).isEqualTo(large);
        assertThat(protocol.keeps("large", "body")).isFalse();
        assertThat(protocol.keeps("small", "body")).isTrue();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Retention(TIME.negated(), 1))
                .withMessageContaining("time=PT-10S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Retention(TIME, -1))
                .withMessageContaining("memoryBytes=-1");
    }
}
