package hewn.planner;

import hewn.placement.PlacementStrategy;

/**
 * A strategy that some bundle offers.
 *
 * @param name by which it is asked for
 * @param strategy the service
 * @param ranking of the service; the highest of a name is taken
 * @param edition a number that no other one has or had
 */
record OfferedStrategy(String name, PlacementStrategy strategy, int ranking, long edition) {}
