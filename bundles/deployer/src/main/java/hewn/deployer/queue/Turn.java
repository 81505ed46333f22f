package hewn.deployer.queue;

/** One thing that a deployment does whole before it does the next, on the thread of its rollouts. */
public interface Turn {
    /** What goes first, in this order. */
    enum Rank {
        /** It concerns what serves, for which requests may wait. */
        REPAIR,
        /** Somebody ordered it. */
        ORDER,
        /** Nobody waits for it. */
        ASIDE
    }

    /**
     * What it goes before.
     *
     * @return its rank, always the same
     */
    Rank rank();

    /** Does it. It is interrupted only by way of {@link #giveWay}, and when the deployment ends. */
    void run();

    /**
     * Something that goes before it waits, while this is under way: it is interrupted if it can be left where it is.
     *
     * @param interrupt does that
     */
    void giveWay(Runnable interrupt);

    /**
     * Something that concerns what serves, and is never left halfway.
     *
     * @param task what is to be done
     * @return a turn that does it
     */
    static Turn repair(Runnable task) {
        return new Plain(Rank.REPAIR, task);
    }

    /**
     * Something that nobody waits for, and that can be left at any step.
     *
     * @param task what is to be done
     * @return a turn that does it
     */
    static Turn aside(Runnable task) {
        return new Plain(Rank.ASIDE, task);
    }

    /**
     * One that has nothing to remember of how far it came.
     *
     * @param rank what it goes before
     * @param task what is to be done
     */
    record Plain(Rank rank, Runnable task) implements Turn {
        @Override
        public void run() {
            task.run();
        }

        @Override
        public void giveWay(Runnable interrupt) {
            if (rank == Rank.ASIDE) {
                interrupt.run();
            }
        }
    }
}
