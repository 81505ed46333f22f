package hewn.deployer.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.journal.Journal;
import hewn.deployer.plan.Proposal;
import hewn.deployer.queue.RolloutQueue;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Review;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovesTest {
    private static final DeploymentRequest V1 = DeploymentRequest.of(new ModelId("m", 1));
    private static final Review NEWS = new Review(Instant.EPOCH, "device 'b' joined", true, "moves");

    @TempDir
    private Path data;

    private final DeploymentState state = new DeploymentState(V1);
    private final RolloutQueue queue = new RolloutQueue(state);
    private final List<Long> rolled = new CopyOnWriteArrayList<>();
    private volatile boolean gains = true;
    private volatile boolean atRest = true;
    private Moves moves;

    @BeforeEach
    void serve() throws IOException {
        Clock clock = Clock.systemUTC();
        Generations generations =
                new Generations(new Journal(data.resolve("deployments.json"), clock), clock, status -> {});
        moves = new Moves(state, generations, queue, () -> atRest, new Noted());
        state.adopt(serving(7));
    }

    @AfterEach
    void stop() {
        queue.close();
    }

    @Test
    void movesWhatServes() {
        whenMoved(state.active().orElseThrow());
        assertThat(rolled).hasSize(1);
        assertThat(state.active().orElseThrow().generation().number()).isEqualTo(7);
    }

    @Test
    void staysIfItNoLongerGains() {
        gains = false;
        whenMoved(state.active().orElseThrow());
        assertThat(rolled).isEmpty();
    }

    @Test
    void staysIfSomethingElseIsToBeDone() {
        atRest = false;
        whenMoved(state.active().orElseThrow());
        assertThat(rolled).isEmpty();
    }

    @Test
    void staysIfSomethingElseServesByNow() {
        whenMoved(serving(6));
        assertThat(rolled).isEmpty();
    }

    private void whenMoved(Active from) {
        moves.begin(from, Proposal.NONE, NEWS);
        await().until(() -> !moves.isUnderWay());
    }

    private static Active serving(long generation) {
        return Serving.onOneDevice(V1.model(), generation);
    }

    /** Notes what it is to roll out. */
    private final class Noted implements Moves.Roll {
        @Override
        public boolean gains(Proposal proposal) {
            return gains;
        }

        @Override
        public void run(GenerationRecord generation, Active from, Proposal proposal) {
            rolled.add(generation.number());
        }
    }
}
