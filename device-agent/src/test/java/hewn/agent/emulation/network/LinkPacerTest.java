package hewn.agent.emulation.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinkPacerTest {
    private static final long START = Long.MAX_VALUE - 1000; // clocks may overflow

    private final LinkPacer link = new LinkPacer(FleetLinks.of(1e6, 5));

    @Test
    void letsBytesLeaveAsTheBandwidthAllows() {
        assertThat(link.leave(1000, START) - START).isEqualTo(1_000_000);
    }

    @Test
    void letsBytesWaitForThoseBefore() {
        link.leave(1000, START);
        assertThat(link.leave(500, START + 10) - START).isEqualTo(1_500_000);
    }

    @Test
    void isFreeOnceAllHaveLeft() {
        link.leave(1000, START);
        assertThat(link.leave(1000, START + 9_000_000) - START).isEqualTo(10_000_000);
    }

    @Test
    void letsNobodyWaitLongForItsTurn() {
        assertThat(link.pieceBytes()).isEqualTo(2000);
        assertThat(new LinkPacer(FleetLinks.of(1e9, 0)).pieceBytes()).isEqualTo(64 << 10);
        assertThat(new LinkPacer(FleetLinks.of(1e3, 0)).pieceBytes()).isEqualTo(1448);
    }
}
