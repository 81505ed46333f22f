package hewn.placement;

/**
 * There is no placement, or the strategy found none.
 *
 * @param reason for people: what is too large, too small or missing
 */
public record Infeasible(String reason) implements PlacementAnswer {
    /**
     * Validates the reason.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Infeasible {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a placement is infeasible for a reason");
        }
    }
}
