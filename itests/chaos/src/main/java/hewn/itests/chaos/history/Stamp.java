package hewn.itests.chaos.history;

/**
 * An answer of the model {@code version-stamp}, whose version k answers x with x &middot; 10<sup>6</sup> + kkkkkk: each of
 * the last six digits tells which version computed that stage.
 *
 * @param x what was asked
 * @param digits the versions, one digit for each stage
 */
record Stamp(long x, int digits) {
    private static final long STAGES = 1_000_000;
    private static final int ALL_ONES = 111_111;

    static Stamp of(double answer) {
        long whole = (long) answer;
        return new Stamp(Math.floorDiv(whole, STAGES), (int) Math.floorMod(whole, STAGES));
    }

    /** Whether stages of several versions had a part in it. */
    boolean isMixed() {
        return digits % ALL_ONES != 0;
    }

    /** The one version that computed it. */
    int version() {
        return digits / ALL_ONES;
    }
}
