package hewn.deployer.review;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.deployer.plan.Outlook;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import hewn.placement.Constraints;
import hewn.placement.Planner.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReviewTimerTest {
    private static final ReplanSettings SETTINGS =
            new ReplanSettings(true, 0.1, Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(60));
    private static final Offer GREEDY = new Offer("greedy", 1);
    private static final Offer NEWER = new Offer("greedy", 2);

    private final AtomicLong nanos = new AtomicLong(-5);
    private final ReviewTimer timer = new ReviewTimer(nanos::get);

    @Test
    void whatIsSeenFirstIsNoNews() {
        assertThat(due(offers(GREEDY), 0)).isEmpty();
        assertThat(due(offers(GREEDY), 4)).isEmpty();
    }

    @Test
    void newsAreDueOnceWhenTheyHaveSettled() {
        timer.planned(offers(GREEDY));
        assertThat(due(offers(GREEDY), 0)).isEmpty();
        assertThat(due(offers(NEWER), 10)).isEmpty();
        assertThat(due(offers(NEWER), 2)).isEmpty();
        assertThat(due(offers(NEWER), 1)).contains("strategy 'greedy' is new");
        timer.planned(offers(NEWER));
        assertThat(due(offers(NEWER), 100)).isEmpty();
    }

    @Test
    void newsThatNobodyActedOnAreDueAgainAfterThePause() {
        timer.planned(offers());
        due(offers(GREEDY), 0);
        assertThat(due(offers(GREEDY), 3)).isPresent();
        timer.reviewed();
        assertThat(due(offers(GREEDY), 59)).isEmpty();
        assertThat(due(offers(GREEDY), 1)).isPresent();
    }

    @Test
    void newsWaitForThePauseAfterAReviewOfAnotherCause() {
        timer.planned(offers());
        timer.reviewed();
        due(offers(GREEDY), 10);
        assertThat(due(offers(GREEDY), 49)).isEmpty();
        assertThat(due(offers(GREEDY), 1)).isPresent();
    }

    @Test
    void whatGoesIsNoNewsButItsReturnIs() {
        timer.planned(offers(GREEDY));
        assertThat(due(offers(), 0)).isEmpty();
        assertThat(due(offers(), 4)).isEmpty();
        assertThat(due(offers(GREEDY), 0)).isEmpty();
        assertThat(due(offers(GREEDY), 4)).isPresent();
    }

    @Test
    void secondNewsWaitForThePauseToEnd() {
        timer.planned(offers());
        due(offers(GREEDY), 0);
        assertThat(due(offers(GREEDY), 3)).isPresent();
        timer.reviewed();
        timer.planned(offers(GREEDY));
        due(offers(NEWER), 1);
        assertThat(due(offers(NEWER), 58)).isEmpty();
        assertThat(due(offers(NEWER), 2)).isPresent();
    }

    @Test
    void aLinkThatIsMeasuredForTheFirstTimeUnsettlesThoughItIsAsItWasAssumed() {
        timer.planned(offers());
        Outlook joined = new Outlook(List.of(), Map.of(new DeviceId("a"), 1e9), Map.of());
        due(joined, 0);
        due(link(12.5), 2);
        assertThat(due(link(12.5), 2)).isEmpty();
        assertThat(due(link(12.5), 1)).contains("device 'a' joined");
    }

    @Test
    void whatNeverSettlesIsLookedAtAllTheSame() {
        timer.planned(link(1));
        long reviews = 0;
        for (int second = 0; second < 35; second++) {
            if (due(link(second % 2 == 0 ? 100 : 10), 1).isPresent()) {
                timer.reviewed();
                reviews++;
            }
        }
        assertThat(reviews).isEqualTo(1);
    }

    @Test
    void smallChangesOfLinksAreNoNews() {
        assertThat(link(1.2).news(link(1))).isEmpty();
        assertThat(link(2).news(link(1)))
                .hasValueSatisfying(news -> assertThat(news).contains("from 'a' to 'gateway'"));
        assertThat(link(1000).news(link(2000))).as("less than a millisecond").isEmpty();
    }

    private Optional<String> due(Outlook now, long secondsLater) {
        nanos.addAndGet(Duration.ofSeconds(secondsLater).toNanos());
        return timer.due(now, SETTINGS);
    }

    private static Outlook offers(Offer... offers) {
        return Outlook.of(List.of(offers), new FleetSnapshot(Instant.EPOCH, List.of(), List.of()), Constraints.NONE);
    }

    private static Outlook link(double megabytesPerSecond) {
        Link link = new Link(new DeviceId("a"), DeviceId.GATEWAY, megabytesPerSecond * 1e6, Duration.ZERO);
        return new Outlook(List.of(), Map.of(new DeviceId("a"), 1e9), Map.of(Outlook.Hop.of(link), link));
    }
}
