/**
 * Placement strategies compared on published settings: what is measured, and where it is written.
 */
package hewn.bench;
