package hewn.cli.api;

import java.util.Optional;

/**
 * That a deployment is only tried beside what serves.
 *
 * @param share of the requests, from 0 to 1
 * @param minAnswers before it is judged, if not as many as usual
 * @param moreErrors that it may have than what serves, if not as many as usual
 * @param slowdown that it may have, if not as much as usual
 */
public record CanaryOrder(
        double share, Optional<Integer> minAnswers, Optional<Double> moreErrors, Optional<Double> slowdown) {}
