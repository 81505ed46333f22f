package hewn.deployer.generation;

import hewn.deployer.journal.Journal;
import hewn.inference.ModelId;
import hewn.pipeline.GenerationStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Numbers generations and tells a board of them.
 */
public final class Generations {
    private final Journal journal;
    private final Clock clock;
    private final Consumer<GenerationStatus> board;

    /** Numbers that were given out, but that the board does not know yet. Guarded by this. */
    private final SortedSet<Long> unposted = new TreeSet<>();

    /**
     * Generations from the last number in a journal on.
     *
     * @param journal counts them
     * @param clock tells when it happens
     * @param board is told of every change of any of them
     */
    public Generations(Journal journal, Clock clock, Consumer<GenerationStatus> board) {
        this.journal = journal;
        this.clock = clock;
        this.board = board;
    }

    /**
     * Begins one.
     *
     * @param model what it is to serve
     * @return its record
     * @throws UncheckedIOException if its number can't be written down; the message says what to do
     */
    public GenerationRecord begin(ModelId model) {
        long number = next();
        try {
            return existing(number, model);
        } finally {
            posted(number);
        }
    }

    private synchronized long next() {
        try {
            long number = journal.nextGeneration();
            unposted.add(number);
            return number;
        } catch (IOException failure) {
            throw Journal.unwritable(failure);
        }
    }

    private synchronized void posted(long number) {
        unposted.remove(number);
    }

    /**
     * The greatest number up to which the board was told of every generation that this gateway has begun.
     *
     * @return the number; 0 if there was none
     */
    public synchronized long posted() {
        return unposted.isEmpty() ? journal.lastGeneration() : unposted.first() - 1;
    }

    /**
     * One that has its number already.
     *
     * @param number of the generation
     * @param model what it serves
     * @return its record, from its beginning
     */
    public GenerationRecord existing(long number, ModelId model) {
        return new GenerationRecord(number, model, clock, board);
    }
}
