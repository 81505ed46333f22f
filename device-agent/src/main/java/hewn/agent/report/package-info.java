/**
 * What a device says of itself: what it is, and how it fares.
 */
package hewn.agent.report;
