package hewn.placement;

/**
 * What a strategy answers.
 */
public sealed interface PlacementAnswer permits Placement, Infeasible {}
