package hewn.itests.chaos.study;

import hewn.itests.chaos.history.FaultRecord;

/**
 * The gateway, killed amid a rollout and started again.
 *
 * @param step that was waited for
 * @param seen the state that the gateway told of last
 * @param former the version that served when the rollout began
 * @param ordered the version that it was to bring
 * @param served the version that answered afterwards
 * @param answeredMillis from the kill to the first answer
 * @param shippedBytes what devices pulled after the kill
 * @param fault as the checker wants it
 */
record Restart(
        String step,
        String seen,
        int former,
        int ordered,
        int served,
        long answeredMillis,
        long shippedBytes,
        FaultRecord fault) {
    boolean isClean() {
        return (served == former || served == ordered) && shippedBytes == 0 && fault.isOvercome();
    }

    String outcome() {
        return served == ordered ? "new" : served == former ? "old" : "NEITHER";
    }
}
