package hewn.strategies.optimal.latency;

/**
 * What the beginning of a placement comes to.
 *
 * @param sum what adds up under the objective
 * @param slowest the longest that a device or a link is busy so far, in seconds, but no less than the slowest of any placement
 * @param slowestStage the slowest stage so far, in seconds, but no less than the slowest of any placement
 */
record Figures(double sum, double slowest, double slowestStage) {
    /** With nothing yet, but for what the slowest stage of every placement takes at least. */
    static Figures withFloor(double slowestStage) {
        return new Figures(0, slowestStage, slowestStage);
    }

    Figures andHop(Terms terms, double seconds, double busySeconds) {
        return new Figures(sum + terms.ofHop() * seconds, Math.max(slowest, busySeconds), slowestStage);
    }

    Figures andStage(Terms terms, int device, double seconds) {
        return new Figures(
                sum + terms.ofStage(device) * seconds, Math.max(slowest, seconds), Math.max(slowestStage, seconds));
    }

    double cost(Terms terms) {
        return terms.cost(sum, slowest, slowestStage);
    }
}
