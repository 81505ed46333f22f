package hewn.strategies.local.search;

import java.util.function.Consumer;

/** A way to change a chain a little. */
enum Move {
    /** One cut goes to another place between its neighbours. */
    SHIFT_CUT("cuts shifted") {
        @Override
        void neighbours(Chain chain, int devices, Consumer<Chain> into) {
            for (int s = 0; s < chain.stages() - 1; s++) {
                for (int end = chain.from(s) + 1; end < chain.to(s + 1); end++) {
                    into.accept(chain.withEnd(s, end));
                }
            }
        }
    },

    /** Two stages change places. */
    SWAP_DEVICES("pairs of devices swapped") {
        @Override
        void neighbours(Chain chain, int devices, Consumer<Chain> into) {
            for (int s = 0; s < chain.stages(); s++) {
                for (int other = s + 1; other < chain.stages(); other++) {
                    into.accept(chain.withSwapped(s, other));
                }
            }
        }
    },

    /** A stage goes to a device that was not used. */
    REPLACE_DEVICE("devices replaced") {
        @Override
        void neighbours(Chain chain, int devices, Consumer<Chain> into) {
            for (int device = 0; device < devices; device++) {
                for (int s = 0; s < chain.stages() && !chain.uses(device); s++) {
                    into.accept(chain.withDevice(s, device));
                }
            }
        }
    },

    /** Two stages become one, on either's device. */
    MERGE_STAGES("stages merged") {
        @Override
        void neighbours(Chain chain, int devices, Consumer<Chain> into) {
            for (int s = 0; s < chain.stages() - 1; s++) {
                into.accept(chain.withMerged(s, chain.device(s)));
                into.accept(chain.withMerged(s, chain.device(s + 1)));
            }
        }
    },

    /** A stage becomes two: its first or its second part goes to a device that was not used. */
    SPLIT_STAGE("stages split") {
        @Override
        void neighbours(Chain chain, int devices, Consumer<Chain> into) {
            for (int device = 0; device < devices; device++) {
                for (int s = 0; s < chain.stages() && !chain.uses(device); s++) {
                    split(chain, s, device, into);
                }
            }
        }
    };

    private final String done;

    Move(String done) {
        this.done = done;
    }

    /** All chains that one such move makes of another, allowed or not. */
    abstract void neighbours(Chain chain, int devices, Consumer<Chain> into);

    private static void split(Chain chain, int stage, int device, Consumer<Chain> into) {
        for (int at = chain.from(stage) + 1; at < chain.to(stage); at++) {
            into.accept(chain.withSplit(stage, at, device, chain.device(stage)));
            into.accept(chain.withSplit(stage, at, chain.device(stage), device));
        }
    }

    /** For people, as in {@code 3 cuts shifted}. */
    String done() {
        return done;
    }
}
