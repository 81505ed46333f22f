package hewn.deployer;

import hewn.inference.ModelId;
import hewn.pipeline.GenerationStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Numbers generations and tells a board of them.
 */
final class Generations {
    private final Journal journal;
    private final Clock clock;
    private final Consumer<GenerationStatus> board;

    Generations(Journal journal, Clock clock, Consumer<GenerationStatus> board) {
        this.journal = journal;
        this.clock = clock;
        this.board = board;
    }

    /**
     * Begins one.
     *
     * @throws UncheckedIOException if its number can't be written down; the message says what to do
     */
    GenerationRecord begin(ModelId model) {
        try {
            return existing(journal.nextGeneration(), model);
        } catch (IOException failure) {
            throw Journal.unwritable(failure);
        }
    }

    /** One that has its number already. */
    GenerationRecord existing(long number, ModelId model) {
        return new GenerationRecord(number, model, clock, board);
    }
}
