/**
 * The stages that a device has loaded: one bounded queue and one thread for each, and a bounded number that compute at
 * a time.
 *
 * <p>A stage waits for room in its way out before it waits for its turn to compute. So one whose successor is slow holds
 * up nobody but itself, and two stages of one pipeline on one device can't wait for each other for ever.
 */
package hewn.agent.stages;
