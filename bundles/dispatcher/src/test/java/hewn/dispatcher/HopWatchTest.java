package hewn.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.DeviceId;
import hewn.pipeline.CutOff;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HopWatchTest {
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final DeviceId FIRST = new DeviceId("first");
    private static final DeviceId SECOND = new DeviceId("second");
    private static final DeviceId THIRD = new DeviceId("third");

    private long nanos;
    private final HopWatch hops =
            new HopWatch(Pipelines.pipelineOn(1, "first", "second", "third").stages(), () -> nanos);

    @Test
    void aReceiverThatLosesAllForAWhileIsCutOff() {
        hops.notHandedOn(FIRST, "connection refused");
        pass(HopWatch.LEAST_SPAN);
        hops.notHandedOn(FIRST, "no route");
        assertThat(hops.cutOff()).isEmpty();
        pass(HopWatch.PATIENCE);
        assertThat(hops.cutOff()).contains(new CutOff(SECOND, "no route"));
    }

    @Test
    void theFirstDeviceIsCutOffFromTheGateway() {
        whileNothingIsSentThrough(() -> hops.unsent("connection refused"));
        assertThat(cutOff()).contains(FIRST);
    }

    @Test
    void whatIsLostWhenOneConnectionBreaksCountsOnce() {
        for (int i = 0; i < 10; i++) {
            hops.notHandedOn(SECOND, "the connection broke");
        }
        pass(HopWatch.PATIENCE);
        assertThat(cutOff()).isEmpty();
    }

    @Test
    void anAnswerInBetweenProvesThatAllHopsWork() {
        hops.notHandedOn(FIRST, "the connection broke");
        pass(HopWatch.PATIENCE);
        hops.forget();
        hops.notHandedOn(FIRST, "the connection broke");
        assertThat(cutOff()).isEmpty();
    }

    @Test
    void aFailureOfADeviceProvesThatTheHopsToItWork() {
        whileNothingIsSentThrough(() -> hops.notHandedOn(FIRST, "connection refused"));
        hops.cameFrom(FIRST);
        assertThat(cutOff()).contains(SECOND);
        hops.cameFrom(THIRD); // which is overloaded, or has not loaded its stage
        assertThat(cutOff()).isEmpty();
    }

    @Test
    void aLossFurtherOnProvesThatTheHopsBeforeWork() {
        whileNothingIsSentThrough(() -> hops.notHandedOn(FIRST, "connection refused"));
        hops.notHandedOn(SECOND, "connection refused");
        assertThat(cutOff()).isEmpty();
    }

    @Test
    void lossesThatLieFarApartDoNotBelongTogether() {
        hops.notHandedOn(FIRST, "the connection broke");
        pass(HopWatch.MEMORY.plus(MOMENT));
        hops.notHandedOn(FIRST, "the connection broke");
        pass(HopWatch.PATIENCE);
        assertThat(cutOff()).isEmpty();
    }

    @Test
    void whatIsNotHandedOnToTheGatewayOrBySomeStrangerAccusesNobody() {
        whileNothingIsSentThrough(() -> {
            hops.notHandedOn(THIRD, "connection refused");
            hops.notHandedOn(new DeviceId("stranger"), "connection refused");
        });
        assertThat(cutOff()).isEmpty();
    }

    private void whileNothingIsSentThrough(Runnable loss) {
        loss.run();
        pass(HopWatch.LEAST_SPAN);
        loss.run();
        pass(HopWatch.PATIENCE);
    }

    private Optional<DeviceId> cutOff() {
        return hops.cutOff().map(CutOff::device);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
