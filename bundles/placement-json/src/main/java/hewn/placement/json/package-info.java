/**
 * Fleets, placement problems and placements as JSON files, to be written by hand, saved, studied and sent.
 */
@Export
@Version("1.0.0")
package hewn.placement.json;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
