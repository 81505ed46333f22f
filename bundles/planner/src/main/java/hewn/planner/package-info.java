/**
 * Picks the strategy, bounds its time, validates its answer, and falls back.
 */
package hewn.planner;
