/**
 * How fast bytes go from device to device: probed when nothing else is under way, and corrected by real transfers.
 */
package hewn.link.probe;
