package hewn.deployer;

import java.util.function.BooleanSupplier;
import org.slf4j.Logger;

/**
 * Keeps what goes wrong with one thing from the others: one that fails is logged, and they go on.
 *
 * @param log in which it is said
 * @param sentence that says it, with a place for the thing's name
 * @param isOver whether failures mean nothing any more
 */
record FaultBarrier(Logger log, String sentence, BooleanSupplier isOver) {
    /** Does something with one thing. */
    void run(String thing, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException bug) {
            if (!isOver.getAsBoolean()) {
                log.error(sentence, thing, bug);
            }
        }
    }
}
