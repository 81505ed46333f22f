package hewn.strategies.optimal.latency;

/**
 * What the beginning of a placement comes to.
 *
 * @param sum what adds up under the objective
 * @param slowest the slowest stage or hop so far, in seconds
 * @param slowestStage the slowest stage so far, in seconds
 */
record Figures(double sum, double slowest, double slowestStage) {
    private static final Figures NOTHING = new Figures(0, 0, 0);

    /** With nothing but the hop that brings the inputs. */
    static Figures afterInput(Terms terms, double seconds) {
        return NOTHING.andHop(terms, seconds);
    }

    Figures andHop(Terms terms, double seconds) {
        return new Figures(sum + terms.ofHop() * seconds, Math.max(slowest, seconds), slowestStage);
    }

    Figures andStage(Terms terms, int device, double seconds) {
        return new Figures(
                sum + terms.ofStage(device) * seconds, Math.max(slowest, seconds), Math.max(slowestStage, seconds));
    }

    double cost(Terms terms) {
        return terms.cost(sum, slowest, slowestStage);
    }
}
