package hewn.deployer.rollout;

import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.RolloutException;
import hewn.pipeline.GenerationStatus.Failure;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever goes wrong while a generation is brought to serve, so that none stays on its way for ever.
 */
public final class RolloutAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutAttempt.class);

    /** What is attempted. */
    public interface Steps {
        /**
         * Does it.
         *
         * @throws RolloutException if it can't be done
         * @throws IOException if the journal can't be written
         * @throws InterruptedException if it is to end
         */
        void run() throws RolloutException, IOException, InterruptedException;
    }

    private RolloutAttempt() {}

    /**
     * Does it, or says why it could not be done.
     *
     * @param generation which is brought to serve
     * @param steps what is to be done
     * @param fail is told why it could not be
     */
    public static void of(GenerationRecord generation, Steps steps, Consumer<Failure> fail) {
        try {
            steps.run();
        } catch (RolloutException failure) {
            fail.accept(failure.failure());
        } catch (IOException failure) {
            fail.accept(FailureCode.JOURNAL_UNWRITABLE.failure(
                    "the deployment journal can't be written: " + failure.getMessage(),
                    "see that the gateway's data folder is writable and has free space"));
        } catch (InterruptedException interrupted) {
            fail.accept(cancelled());
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError bug) { // a generation must not stay on its way for ever
            LOG.error("Generation {} failed", generation.number(), bug);
            fail.accept(FailureCode.INTERNAL.failure(bug.toString(), "report this with the gateway's log"));
        }
    }

    /**
     * Why what was stopped did not serve.
     *
     * @return the failure
     */
    public static Failure cancelled() {
        return FailureCode.CANCELLED.failure("the deployment was ended", "deploy again if it is wanted");
    }
}
