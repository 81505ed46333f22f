package hewn.planner;

import hewn.placement.PlacementStrategy;

/**
 * A strategy that some bundle offers.
 *
 * @param name by which it is asked for
 * @param strategy the service
 * @param ranking of the service; the highest of a name is taken
 */
record OfferedStrategy(String name, PlacementStrategy strategy, int ranking) {}
