package hewn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.DeviceId;
import hewn.wire.DeviceStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NamesakeTest {
    private static final DeviceStatus ME = new DeviceStatus(true, "me");
    private static final DeviceStatus OTHER = new DeviceStatus(true, "other");

    private static final int MANY = 10;

    private Duration now = Duration.ofSeconds(-5);
    private final Namesake namesake =
            new Namesake(new DeviceName(new DeviceId("hall"), "with --id"), "me", () -> now.toNanos());

    private void comeBackAfter(DeviceStatus said) {
        namesake.connected(true);
        namesake.hear(said);
        namesake.hear(ME);
    }

    private boolean gaveWay() {
        return namesake.gaveWay().toCompletableFuture().isDone();
    }

    @Test
    void whoIsThrownOffAgainAfterItMetAnotherGivesWay() {
        namesake.hear(OTHER);
        namesake.hear(ME);
        now = now.plusSeconds(5);
        namesake.connected(false);
        comeBackAfter(OTHER);
        assertThat(gaveWay()).isFalse();
        namesake.connected(false);
        assertThat(namesake.gaveWay().toCompletableFuture().join())
                .hasMessageContaining("another agent is running as 'hall'")
                .hasMessageContaining("--id");
    }

    @Test
    void theWillOfWhomItThrewOffTellsOfAnotherToo() {
        namesake.hear(ME);
        namesake.connected(false);
        comeBackAfter(new DeviceStatus(false, "other"));
        namesake.connected(false);
        assertThat(gaveWay()).isTrue();
    }

    @Test
    void whoComesBackAfterTheOtherGaveWayStays() {
        namesake.hear(ME);
        namesake.connected(false);
        comeBackAfter(new DeviceStatus(false, "other"));
        now = now.plusSeconds(60);
        namesake.connected(false);
        comeBackAfter(ME);
        assertThat(gaveWay()).isFalse();
    }

    @Test
    void itsOwnWillIsNobody() {
        namesake.hear(ME);
        namesake.connected(false);
        comeBackAfter(new DeviceStatus(false, "me"));
        namesake.connected(false);
        assertThat(gaveWay()).isFalse();
    }

    @Test
    void whoWasThereBeforeStays() {
        namesake.hear(ME);
        now = now.plusSeconds(60);
        namesake.connected(false);
        namesake.hear(OTHER);
        namesake.hear(ME);
        namesake.connected(false);
        namesake.hear(OTHER);
        namesake.connected(false);
        assertThat(gaveWay()).isFalse();
    }

    @Test
    void whoFindsAnotherAfterALongAbsenceIsAsNew() {
        namesake.hear(ME);
        now = now.plusSeconds(3600);
        namesake.connected(false);
        now = now.plusSeconds(60);
        comeBackAfter(OTHER);
        namesake.connected(false);
        assertThat(gaveWay()).isTrue();
    }

    @Test
    void whoFindsNobodyAfterALongAbsenceStays() {
        namesake.hear(ME);
        now = now.plusSeconds(60);
        namesake.connected(false);
        now = now.plusSeconds(60);
        comeBackAfter(new DeviceStatus(false, "me"));
        namesake.connected(false);
        comeBackAfter(OTHER);
        namesake.connected(false);
        assertThat(gaveWay()).isFalse();
    }

    @Test
    void ofTwoOldOnesTheOneOfTheGreaterSessionGivesWayAtItsThirdMeeting() {
        assertThat(endsAfterMeetings("lesser", Duration.ofSeconds(10))).isEqualTo(3);
    }

    @Test
    void ofTwoOldOnesTheOneOfTheLesserSessionStays() {
        assertThat(endsAfterMeetings("zebra", Duration.ofSeconds(10))).isEqualTo(MANY);
    }

    @Test
    void whatWasLongAgoIsNoFight() {
        assertThat(endsAfterMeetings("lesser", Duration.ofMinutes(3))).isEqualTo(MANY);
    }

    private int endsAfterMeetings(String other, Duration between) {
        namesake.hear(ME);
        now = now.plusSeconds(60);
        namesake.connected(false);
        for (int meeting = 1; meeting < MANY; meeting++) {
            comeBackAfter(new DeviceStatus(true, other));
            now = now.plus(between);
            namesake.connected(false);
            if (gaveWay()) {
                return meeting;
            }
        }
        return MANY;
    }

    @Test
    void whoWasStoppedIsNobody() {
        namesake.hear(ME);
        namesake.connected(false);
        namesake.hear(OTHER);
        comeBackAfter(new DeviceStatus(false, "other", true));
        namesake.connected(false);
        assertThat(gaveWay()).isFalse();
    }

    @Test
    void whoWasStoppedIsNobodyThoughTheBrokerPublishesItsWillAfterThat() {
        namesake.hear(ME);
        namesake.connected(false);
        namesake.hear(new DeviceStatus(false, "other", true));
        comeBackAfter(new DeviceStatus(false, "other"));
        namesake.connected(false);
        assertThat(gaveWay()).isFalse();
    }

    @Test
    void whatAFormerProcessLeftIsNobody() {
        namesake.connected(true);
        namesake.hear(OTHER);
        namesake.hear(ME);
        namesake.hear(OTHER); // a broker may deliver late what it retained
        namesake.hear(new DeviceStatus(false, "other"));
        namesake.connected(false);
        namesake.hear(ME);
        assertThat(gaveWay()).isFalse();
    }
}
