package hewn.admin.rest;

import hewn.pipeline.CanaryTerms;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * That a deployment is only tried beside what serves.
 *
 * @param share of the requests that name neither version nor label, from 0 to 1
 * @param minAnswers before it is judged
 * @param moreErrors that it may have than what serves, from 0 to 1
 * @param slowdown that it may have beside what serves, as a factor
 */
record CanaryOrder(OptionalDouble share, OptionalInt minAnswers, OptionalDouble moreErrors, OptionalDouble slowdown) {
    /**
     * What was ordered, and the usual limits.
     *
     * @throws Refusal if there is no share, or a figure is out of its range
     */
    CanaryTerms terms() throws Refusal {
        try {
            return new CanaryTerms(
                    share.orElseThrow(() -> new IllegalArgumentException("a canary needs the field 'share'")),
                    minAnswers.orElse(CanaryTerms.DEFAULT_MIN_ANSWERS),
                    moreErrors.orElse(CanaryTerms.DEFAULT_MORE_ERRORS),
                    slowdown.orElse(CanaryTerms.DEFAULT_SLOWDOWN));
        } catch (IllegalArgumentException outOfRange) {
            throw Refusal.badRequest(outOfRange.getMessage(), "see docs/admin-api.md for the fields of a canary");
        }
    }
}
