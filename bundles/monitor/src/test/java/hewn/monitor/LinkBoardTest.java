package hewn.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.DeviceId;
import hewn.fleet.Link;
import hewn.wire.DeviceLinks;
import hewn.wire.DeviceLinks.MeasuredLink;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkBoardTest {
    private static final DeviceId A = new DeviceId("a");
    private static final DeviceId B = new DeviceId("b");
    private static final DeviceId C = new DeviceId("c");

    private final SetClock clock = new SetClock();
    private final LinkBoard board = new LinkBoard(clock);

    @Test
    void keepsWhatADeviceSaysOfItsLinks() {
        report(A, link(A, B, 1e6, 0, 10), link(B, A, 2e6, 0, 10));
        assertThat(board.between(Set.of(A, B)))
                .extracting(Link::bandwidthBytesPerSecond)
                .containsOnly(1e6, 2e6);
        assertThat(board.between(Set.of(A, B))).extracting(Link::latency).containsOnly(Duration.ofMillis(3));
    }

    @Test
    void tellsOfLinksBetweenTheGivenDevicesAndTheGateway() {
        report(A, link(A, B, 1e6, 0, 10));
        report(DeviceId.GATEWAY, link(DeviceId.GATEWAY, A, 1e6, 0, 10));
        assertThat(board.between(Set.of(A))).extracting(Link::to).containsExactly(A);
        assertThat(board.between(Set.of(A, B))).hasSize(2);
    }

    @Test
    void believesTheFigureThatWasConfirmedLast() {
        report(A, link(A, B, 1e6, 0, 10));
        report(B, link(A, B, 5e6, 60_000, 10));
        assertThat(board.between(Set.of(A, B)))
                .extracting(Link::bandwidthBytesPerSecond)
                .containsExactly(1e6);
    }

    @Test
    void trustsAFigureTheLessTheOlderItIsUntilItIsDropped() {
        report(A, link(A, B, 1e6, 0, 1));
        assertThat(only().confidence()).isEqualTo(0.5);
        clock.advance(Duration.ofMinutes(30));
        assertThat(only().confidence()).isEqualTo(0.25);
        assertThat(only().age()).isEqualTo(Duration.ofMinutes(30));
        clock.advance(Duration.ofHours(2));
        assertThat(board.between(Set.of(A, B))).isEmpty();
    }

    @Test
    void believesNothingOfOthersLinksNorWhatMakesNoSense() {
        report(C, link(A, B, 1e6, 0, 1));
        report(A, link(A, B, Double.NaN, 0, 1), link(A, B, 0, 0, 1), link(A, B, 1e6, -1, 1), link(A, B, 1e6, 0, 0));
        report(A, link(A, A, 1e6, 0, 1), link(A, B, Double.POSITIVE_INFINITY, 0, 1));
        report(A, new MeasuredLink(A, B, 1e6, Long.MAX_VALUE, 0, 1), link(A, B, 1e6, Long.MAX_VALUE, 1));
        assertThat(board.between(Set.of(A, B, C))).isEmpty();
    }

    @Test
    void forgetsADeviceThatIsGone() {
        report(A, link(A, B, 1e6, 0, 1), link(B, A, 1e6, 0, 1));
        report(A, link(A, C, 1e6, 0, 1));
        board.forget(B);
        assertThat(board.between(Set.of(A, B, C))).extracting(Link::to).containsExactly(C);
    }

    private Link only() {
        return board.between(Set.of(A, B)).get(0);
    }

    private void report(DeviceId reporter, MeasuredLink... links) {
        board.report(reporter, new DeviceLinks("s", List.of(links)));
    }

    private static MeasuredLink link(DeviceId from, DeviceId to, double bandwidth, long ageMillis, long samples) {
        return new MeasuredLink(from, to, bandwidth, 3000, ageMillis, samples);
    }
}
