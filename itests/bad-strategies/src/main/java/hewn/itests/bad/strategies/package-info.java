/** Strategies that each break one promise of {@link hewn.placement.PlacementStrategy}, and are right in all else. */
package hewn.itests.bad.strategies;
