package hewn.agent.stages;

/**
 * Which stage.
 *
 * @param generation of which it is a part
 * @param stage its index, which is the number of slices that a frame has passed before
 */
record StageKey(long generation, int stage) {
    @Override
    public String toString() {
        return "stage " + stage + " of generation " + generation;
    }
}
