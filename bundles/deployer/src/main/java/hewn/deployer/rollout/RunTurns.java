package hewn.deployer.rollout;

import hewn.inference.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Who may run a whole model now: each model once at a time, and no more models than do each other no harm. Safe for use by
 * several threads.
 */
final class RunTurns {
    private final IntSupplier most;
    private final List<ModelId> running = new ArrayList<>(); // guarded by this

    /**
     * None runs yet.
     *
     * @param most how many may run at once, as of now
     */
    RunTurns(IntSupplier most) {
        this.most = most;
    }

    /**
     * Returns when the model may run.
     *
     * @param model to be run
     * @param waiting is told for which models this one waits, each time that these change
     * @throws InterruptedException if this thread is interrupted
     */
    synchronized void begin(ModelId model, Consumer<List<ModelId>> waiting) throws InterruptedException {
        while (running.contains(model) || running.size() >= most.getAsInt()) {
            waiting.accept(running.contains(model) ? List.of(model) : List.copyOf(running));
            wait();
        }
        running.add(model);
    }

    /**
     * A model has run, whatever came of it.
     *
     * @param model that has run
     */
    synchronized void end(ModelId model) {
        running.remove(model);
        notifyAll();
    }
}
