package hewn.deployer.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.deployer.FakeDevices;
import hewn.fleet.DeviceId;
import hewn.wire.CommandReply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwedRepliesTest {
    private static final DeviceId A = new DeviceId("a");
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final FakeDevices fleet = new FakeDevices();
    private final AtomicLong nanoTime = new AtomicLong(-5);
    private final OwedReplies owed = new OwedReplies(fleet, PATIENCE, nanoTime::get);
    private final CompletableFuture<CommandReply> pending = new CompletableFuture<>();
    private CompletableFuture<CommandReply> reply;

    @BeforeEach
    void ask() {
        fleet.join("a", true);
        fleet.join("b", true);
        reply = owed.expect(A, pending);
    }

    @Test
    void aReplyIsPassedOn() {
        CommandReply done = new CommandReply.Done(1, "done");
        pending.complete(done);
        assertThat(reply).isCompletedWithValue(done);
    }

    @Test
    void aFailureIsPassedOn() {
        pending.completeExceptionally(new IllegalStateException("no broker"));
        assertThatThrownBy(reply::get).hasRootCauseMessage("no broker");
    }

    @Test
    void whoIsThereMayTakeItsTime() {
        pass(Duration.ZERO);
        pass(Duration.ofHours(1));
        assertThat(reply).isNotDone();
    }

    @Test
    void whoStaysOfflineIsWaitedForAsLongAsPatienceAllows() {
        fleet.leave("a");
        pass(Duration.ZERO);
        pass(PATIENCE.minusNanos(1));
        assertThat(reply).isNotDone();
        pass(Duration.ofNanos(1));
        assertThatThrownBy(reply::get).hasMessageContaining("went offline");
    }

    @Test
    void whoComesBackInTimeMayStillReply() {
        fleet.leave("a");
        pass(Duration.ZERO);
        fleet.join("a", false);
        pass(PATIENCE);
        fleet.leave("a");
        pass(PATIENCE);
        assertThat(reply).isNotDone();
    }

    @Test
    void whoIsOfflineAlreadyIsNotWaitedForAgain() {
        fleet.leave("a");
        pass(Duration.ZERO);
        CompletableFuture<CommandReply> later = owed.expect(A, new CompletableFuture<>());
        pass(PATIENCE);
        assertThat(later).isCompletedExceptionally();
    }

    @Test
    void whoIsOfflineAndDeadIsNotWaitedForAtAll() {
        fleet.leave("a");
        owed.died(A);
        assertThatThrownBy(reply::get).hasMessageContaining("went offline").hasMessageContaining("does not answer");
    }

    @Test
    void whoIsBackIsNotDead() {
        owed.died(A);
        owed.died(new DeviceId("b"));
        assertThat(reply).isNotDone();
    }

    @Test
    void aNewProcessNeverSawTheCommand() {
        owed.restarted(A).run();
        assertThatThrownBy(reply::get).hasMessageContaining("restarted");
    }

    @Test
    void whatIsSentToTheNewProcessBeforeTheOthersAreToldIsNotMeant() {
        Runnable tellWhoWaits = owed.restarted(A);
        CompletableFuture<CommandReply> next = owed.expect(A, new CompletableFuture<>());
        tellWhoWaits.run();
        assertThat(reply).isCompletedExceptionally();
        assertThat(next).isNotDone();
    }

    @Test
    void othersAreNotConcerned() {
        owed.restarted(new DeviceId("b")).run();
        fleet.leave("b");
        pass(Duration.ZERO);
        pass(PATIENCE);
        assertThat(reply).isNotDone();
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
        owed.tick();
    }
}
