/**
 * Device births, deaths and metrics over the control plane, as fleet snapshots.
 */
package hewn.monitor;
