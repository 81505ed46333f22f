package hewn.agent.emulation.network;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.agent.emulation.punctuality.Punctuality;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowLaneTest {
    private static final long MILLI = 1_000_000;

    private final HandTimer timer = new HandTimer();
    private final Punctuality punctuality = new Punctuality();
    private final LinkPacer link = new LinkPacer(FleetLinks.of(1e6, 5)); // a byte each microsecond, in pieces of 2000
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ByteBuf arrived = Unpooled.buffer();
    private final SlowLane lane = lane(arrived);
    private int emptied;

    private SlowLane lane(ByteBuf into) {
        return new SlowLane(link, timer, punctuality, bytes -> {
            into.writeBytes(bytes);
            bytes.release();
        });
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void deliversTheLastByteWhenItHasLeftAndTravelled() {
        send(1000);
        timer.moveTo(6 * MILLI - 1);
        assertThat(arrived.readableBytes()).isZero();
        timer.moveTo(6 * MILLI);
        assertThat(arrived.readableBytes()).isEqualTo(1000);
        assertThat(lane.isEmpty()).isTrue();
    }

    @Test
    void deliversPieceByPieceInOrder() {
        send(5000);
        timer.moveTo(9 * MILLI);
        assertThat(arrived.readableBytes()).isEqualTo(4000);
        timer.moveTo(10 * MILLI);
        assertThat(arrived).isEqualTo(bytes(5000));
    }

    @Test
    void tellsThatBytesHaveLeftBeforeTheyArrive() {
        ChannelPromise left = send(3000);
        timer.moveTo(3 * MILLI - 1);
        assertThat(left.isDone()).isFalse();
        timer.moveTo(3 * MILLI);
        assertThat(left.isSuccess()).isTrue();
        assertThat(arrived.readableBytes()).isZero();
    }

    @Test
    void sharesTheLinkPieceByPiece() {
        ByteBuf others = Unpooled.buffer();
        SlowLane other = lane(others);
        send(10_000);
        other.send(bytes(2000), Optional.empty());
        timer.moveTo(9 * MILLI);
        assertThat(others.readableBytes()).isEqualTo(2000);
        timer.moveTo(17 * MILLI);
        assertThat(arrived.readableBytes()).isEqualTo(10_000);
    }

    @Test
    void catchesUpAfterTheHostStoodStill() {
        send(10_000);
        timer.oversleepTo(12 * MILLI);
        assertThat(arrived.readableBytes()).isEqualTo(6000);
        timer.moveTo(15 * MILLI);
        assertThat(arrived.readableBytes()).isEqualTo(10_000);
    }

    @Test
    void countsPiecesThatArriveTooLate() {
        send(1000);
        timer.oversleepTo(10 * MILLI);
        assertThat(punctuality.figures()).isEqualTo(new Punctuality.Figures(1, 1, 0.006, 0.004, 0.004));
    }

    @Test
    void failsWhatWaitsWhenItIsDropped() {
        ChannelPromise left = send(3000);
        lane.drop(new IOException("on purpose"));
        assertThat(left.cause()).hasMessage("on purpose");
        timer.moveTo(100 * MILLI);
        assertThat(arrived.readableBytes()).isZero();
    }

    @Test
    void deliversAllAtOnceInAHurry() {
        send(5000);
        timer.moveTo(3 * MILLI);
        lane.hurry();
        assertThat(arrived).isEqualTo(bytes(5000));
    }

    @Test
    void tellsEachThatWaitsForItToBeEmpty() {
        lane.whenEmpty(() -> emptied++);
        assertThat(emptied).isEqualTo(1);
        send(1000);
        lane.whenEmpty(() -> emptied++);
        lane.whenEmpty(() -> emptied++);
        assertThat(emptied).isEqualTo(1);
        timer.moveTo(6 * MILLI);
        assertThat(emptied).isEqualTo(3);
    }

    private ChannelPromise send(int count) {
        ChannelPromise left = channel.newPromise();
        lane.send(bytes(count), Optional.of(left));
        return left;
    }

    private static ByteBuf bytes(int count) {
        ByteBuf bytes = Unpooled.buffer(count);
        for (int i = 0; i < count; i++) {
            bytes.writeByte(i);
        }
        return bytes;
    }
}
