package hewn.deployer.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.rollout.RolloutAttempt;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RolloutQueueTest {
    private static final DeploymentRequest V1 = DeploymentRequest.of(new ModelId("m", 1));

    private final DeploymentState state = new DeploymentState(V1);
    private final RolloutQueue queue = new RolloutQueue(state);
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Hold hold = new Hold();

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void repairsGoBeforeOrdersAndOrdersBeforeWhatNobodyWaitsFor() throws Exception {
        queue.first(Turn.repair(hold));
        hold.awaitBegin();
        queue.first(Turn.aside(() -> done.add("aside")));
        queue.order(order(1, order -> done.add("order")));
        queue.first(Turn.repair(() -> done.add("repair")));
        hold.release();
        awaitRest();
        assertThat(done).containsExactly("repair", "order", "aside");
    }

    @Test
    void whatIsEqualIsDoneInTheOrderInWhichItCame() throws Exception {
        queue.first(Turn.repair(hold));
        hold.awaitBegin();
        queue.execute(() -> done.add("one"));
        queue.execute(() -> done.add("two"));
        hold.release();
        awaitRest();
        assertThat(done).containsExactly("one", "two");
    }

    @Test
    void aNewerOrderEndsTheOneThatWaits() throws Exception {
        queue.order(order(1, hold));
        hold.awaitBegin();
        OrderTurn second = order(2, order -> done.add("second"));
        queue.order(second);
        queue.order(order(3, order -> done.add("third")));
        assertCancelled(second, "generation 3");
        hold.release();
        awaitRest();
        assertThat(done).containsExactly("third");
    }

    @Test
    void anOlderOrderThatComesLateEndsAtOnce() throws Exception {
        queue.first(Turn.repair(hold));
        hold.awaitBegin();
        OrderTurn older = order(1, order -> done.add("older"));
        queue.order(order(2, order -> done.add("newer")));
        queue.order(older);
        assertCancelled(older, "generation 2");
        hold.release();
        awaitRest();
        assertThat(done).containsExactly("newer");
    }

    @Test
    void anOrderThatIsCarriedOutGoesOnWhenAnotherOneIsOrdered() throws Exception {
        queue.order(order(1, hold));
        hold.awaitBegin();
        queue.order(order(2, order -> done.add("second")));
        assertThat(queue.isGivingWay()).isFalse();
        hold.release();
        awaitRest();
        assertThat(done).containsExactly("second");
    }

    @Test
    void anOrderThatShipsGivesWayToARepairAndHasAnotherTurn() throws Exception {
        queue.order(order(1, this::shipUntilInterrupted));
        hold.awaitBegin();
        queue.execute(() -> done.add("repair"));
        awaitRest();
        assertThat(done).containsExactly("gave way", "repair", "carried out");
    }

    @Test
    void anOrderThatGaveWayEndsIfANewerOneWaits() throws Exception {
        OrderTurn first = order(1, this::shipUntilInterrupted);
        queue.order(first);
        hold.awaitBegin();
        queue.order(order(2, order -> done.add("second")));
        queue.execute(() -> done.add("repair"));
        awaitRest();
        assertThat(done).containsExactly("gave way", "repair", "second");
        assertCancelled(first, "generation 2");
    }

    private void shipUntilInterrupted(OrderTurn order) {
        if (hold.hasBegun()) {
            done.add("carried out");
            return;
        }
        order.generation().enter(GenerationState.SHIPPING, "for a test");
        hold.run();
        if (queue.isGivingWay() && order.leave(RolloutAttempt.cancelled(), "for a test")) {
            done.add("gave way");
            queue.order(order);
        }
    }

    @Test
    void anOrderOfWhichSomethingIsLoadedIsFinishedBeforeARepair() throws Exception {
        queue.order(order(1, order -> {
            order.generation().enter(GenerationState.LOADING, "for a test");
            hold.run();
            done.add("order");
        }));
        hold.awaitBegin();
        queue.execute(() -> done.add("repair"));
        assertThat(queue.isGivingWay()).isFalse();
        hold.release();
        awaitRest();
        assertThat(done).containsExactly("order", "repair");
    }

    @Test
    void whatNobodyWaitsForGivesWayToAnOrder() throws Exception {
        queue.first(Turn.aside(() -> {
            hold.run();
            done.add(queue.isGivingWay() ? "gave way" : "finished");
        }));
        hold.awaitBegin();
        queue.order(order(1, order -> done.add("order")));
        awaitRest();
        assertThat(done).containsExactly("gave way", "order");
    }

    @Test
    void anInterruptDoesNotReachTheNextTurn() throws Exception {
        queue.first(Turn.aside(hold::runDeaf));
        hold.awaitBegin();
        queue.execute(() -> done.add(Thread.currentThread().isInterrupted() + " " + queue.isGivingWay()));
        awaitRest();
        assertThat(done).containsExactly("false false");
    }

    @Test
    void whatIsDoneNextInterruptsNothingUnlessItIsUrged() throws Exception {
        queue.first(Turn.aside(hold));
        hold.awaitBegin();
        Turn repair = Turn.repair(() -> done.add("repair"));
        queue.next(repair);
        assertThat(queue.isGivingWay()).isFalse();
        queue.urge(repair);
        awaitRest();
        assertThat(hold.isInterrupted()).isTrue();
        assertThat(done).containsExactly("repair");
    }

    @Test
    void whatIsUrgedWhileItIsUnderWayIsDoneOnceMore() throws Exception {
        Turn repair = Turn.repair(() -> {
            done.add("repair");
            hold.run();
        });
        assertThat(queue.urge(repair)).isFalse();
        queue.first(repair);
        hold.awaitBegin();
        assertThat(queue.urge(repair)).isTrue();
        assertThat(queue.urge(repair)).isTrue();
        hold.release();
        awaitRest();
        assertThat(done).containsExactly("repair", "repair");
    }

    @Test
    void whatWaitsAlreadyIsDoneOnce() throws Exception {
        queue.first(Turn.repair(hold));
        hold.awaitBegin();
        Turn repair = Turn.repair(() -> done.add("repair"));
        queue.next(repair);
        queue.first(repair);
        hold.release();
        awaitRest();
        assertThat(done).containsExactly("repair");
    }

    @Test
    void whatIsDroppedIsNotDone() throws Exception {
        queue.first(Turn.repair(hold));
        hold.awaitBegin();
        Turn move = Turn.aside(() -> done.add("move"));
        queue.first(move);
        assertThat(queue.holds(move)).isTrue();
        queue.drop(move);
        assertThat(queue.holds(move)).isFalse();
        hold.release();
        awaitRest();
        assertThat(done).isEmpty();
    }

    @Test
    void aTurnThatFailsDoesNotEndTheNext() throws Exception {
        queue.execute(() -> {
            throw new IllegalStateException("a bug of a turn");
        });
        queue.execute(() -> done.add("next"));
        awaitRest();
        assertThat(done).containsExactly("next");
    }

    @Test
    void anOrderIsOnItsWayUntilItServes() throws Exception {
        OrderTurn order = order(1, hold);
        queue.order(order);
        hold.awaitBegin();
        assertThat(queue.ordered()).containsExactly(order);
        order.generation().enter(GenerationState.SERVING, "for a test");
        assertThat(queue.ordered()).isEmpty();
        hold.release();
    }

    @Test
    void whatWaitsWhenItIsClosedIsCancelledAndNothingIsTaken() throws Exception {
        queue.order(order(1, hold));
        hold.awaitBegin();
        OrderTurn second = order(2, order -> done.add("second"));
        queue.order(second);
        state.close();
        queue.close();
        queue.cancelOrders();
        OrderTurn third = order(3, order -> done.add("third"));
        queue.order(third);
        queue.execute(() -> done.add("repair"));
        assertCancelled(second, "ended");
        assertCancelled(third, "ended");
        hold.awaitEnd();
        assertThat(hold.isInterrupted()).isTrue();
        assertThat(done).isEmpty();
    }

    @Test
    void nothingBeginsFromTheMomentOnInWhichItIsClosed() throws Exception {
        queue.execute(hold);
        hold.awaitBegin();
        Turn repair = Turn.repair(() -> done.add("repair"));
        queue.first(repair);
        state.close();
        hold.release();
        hold.awaitIdle();
        assertThat(done).isEmpty();
        assertThat(queue.holds(repair)).isTrue();
    }

    private static void assertCancelled(OrderTurn order, String message) {
        assertThat(order.generation().status().state()).isEqualTo(GenerationState.FAILED);
        assertThat(order.generation().status().failure()).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo("CANCELLED");
            assertThat(failure.message()).contains(message);
        });
    }

    private static OrderTurn order(long number, Runnable task) {
        return order(number, order -> task.run());
    }

    private static OrderTurn order(long number, Consumer<OrderTurn> roll) {
        return new OrderTurn(new GenerationRecord(number, V1.model(), Clock.systemUTC(), status -> {}), roll);
    }

    /** What is done last is done when all else is. */
    private void awaitRest() throws InterruptedException {
        CountDownLatch rest = new CountDownLatch(1);
        queue.next(Turn.aside(rest::countDown));
        assertThat(rest.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Goes on until it is released or interrupted. */
    private static final class Hold implements Runnable {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile Thread thread = Thread.currentThread();
        private volatile boolean interrupted;

        @Override
        public void run() {
            thread = Thread.currentThread();
            begun.countDown();
            try {
                released.await();
            } catch (InterruptedException givesWay) {
                interrupted = true;
            }
            ended.countDown();
        }

        /** Does not listen to interrupts, and leaves the flag set. */
        void runDeaf() {
            run();
            Thread.currentThread().interrupt();
        }

        boolean hasBegun() {
            return begun.getCount() == 0;
        }

        void awaitBegin() throws InterruptedException {
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        }

        void awaitEnd() throws InterruptedException {
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }

        /** Waits until its thread has nothing to do any more. */
        void awaitIdle() throws InterruptedException {
            awaitEnd();
            await().until(() -> thread.getState() == Thread.State.WAITING);
        }

        void release() {
            released.countDown();
        }

        boolean isInterrupted() {
            return interrupted;
        }
    }
}
